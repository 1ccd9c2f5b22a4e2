package dev.heatup.run;

import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What gateways answer. */
final class SampleReplies {

    static final Reply DONE = new Reply.Done(Tl.object().build());
    static final Reply NOT_SENT = new Reply.NotSent("connection refused");
    static final Reply UNKNOWN = new Reply.Unknown("timed out");
    static final Reply PRIVATE = new Reply.Failed(400, "CHANNEL_PRIVATE", "no way in", null);
    static final Reply FLOOD = new Reply.Failed(420, "FLOOD_WAIT_X", "wait", Duration.ofSeconds(33));
    static final Reply RESTRICTED = new Reply.Failed(400, "PEER_FLOOD", "too much", null);
    static final Reply INTERNAL = new Reply.Failed(500, "INTERNAL", "trouble", null);

    private SampleReplies() {}

    static Reply history(long... ids) {
        return new Reply.Done(Tl.object().with("messages", objects("id", ids)).build());
    }

    /** A page of {@code get_dialogs}. */
    static Reply dialogs(Stream<String> usernames) {
        List<Tl.Obj> dialogs =
                usernames.map(name -> Tl.object().with("chat", name).build()).toList();
        return new Reply.Done(Tl.object().with("dialogs", dialogs).build());
    }

    private static List<Tl.Obj> objects(String field, long... values) {
        return LongStream.of(values)
                .mapToObj(value -> Tl.object().with(field, value).build())
                .toList();
    }
}
