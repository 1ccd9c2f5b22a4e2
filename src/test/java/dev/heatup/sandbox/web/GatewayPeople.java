package dev.heatup.sandbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** People who act over the gateway contract, and see what bots did. */
final class GatewayPeople {

    /** Generous: what is waited for comes in milliseconds on a machine that has nothing else to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration CALL = Duration.ofSeconds(10);

    private final Gateway gateway;
    private final AtomicInteger calls = new AtomicInteger();

    GatewayPeople(Gateway gateway) {
        this.gateway = gateway;
    }

    Reply tries(String person, Call call) {
        return gateway.call(Caller.of(person), call, CALL);
    }

    Tl.Obj does(String person, Call call) {
        Reply reply = tries(person, call);
        assertThat(reply).isInstanceOf(Reply.Done.class);
        return (Tl.Obj) ((Reply.Done) reply).result();
    }

    Tl.Obj invokes(String person, String method, Tl.Builder params) {
        return does(person, raw(method, params));
    }

    private Call raw(String method, Tl.Builder params) {
        return new Call.InvokeRaw(method, params.build(), id());
    }

    String id() {
        return "people/" + calls.incrementAndGet();
    }

    /** Once the bot is there. */
    void start(String person, String bot) {
        await().atMost(PATIENCE)
                .until(() ->
                        tries(person, raw("messages.startBot", Tl.object().with("bot", bot))) instanceof Reply.Done);
    }

    /** The status that the contract answers with. */
    String join(String person, String chat) {
        return does(person, new Call.JoinChat(chat, id())).text("status").orElseThrow();
    }

    /** @return the message's id */
    long say(String person, String chat, String text) {
        return does(person, new Call.SendMessage(chat, text, id(), null))
                .integer("id")
                .orElseThrow();
    }

    Stream<Tl.Obj> history(String person, String chat) {
        return invokes(person, "messages.getHistory", Tl.object().with("peer", chat)).list("messages").stream()
                .map(Tl.Obj.class::cast);
    }

    /** Waits until the person can read such a message. */
    Tl.Obj reads(String person, String chat, Predicate<Tl.Obj> message) {
        await().atMost(PATIENCE).until(() -> find(person, chat, message).isPresent());
        return find(person, chat, message).orElseThrow();
    }

    /** Empty also while the person may not read there. */
    private Optional<Tl.Obj> find(String person, String chat, Predicate<Tl.Obj> message) {
        Reply reply = tries(person, raw("messages.getHistory", Tl.object().with("peer", chat)));
        return reply instanceof Reply.Done(Tl result)
                ? ((Tl.Obj) result)
                        .list("messages").stream()
                                .map(Tl.Obj.class::cast)
                                .filter(message)
                                .findFirst()
                : Optional.empty();
    }

    Tl.Obj reads(String person, String chat, String text) {
        return reads(person, chat, says(text));
    }

    static Predicate<Tl.Obj> says(String text) {
        return message -> message.text("message").filter(text::equals).isPresent();
    }

    /** What the bot answers to the button. */
    Tl.Obj presses(String person, String chat, Tl.Obj message, String data) {
        return invokes(
                person,
                "messages.getBotCallbackAnswer",
                Tl.object()
                        .with("peer", chat)
                        .with("msg_id", message.integer("id").orElseThrow())
                        .with("data", data));
    }

    void reacts(String person, String chat, long message, String emoji) {
        Tl.Obj reaction =
                Tl.constructor("reactionEmoji").with("emoticon", emoji).build();
        invokes(
                person,
                "messages.sendReaction",
                Tl.object().with("peer", chat).with("msg_id", message).with("reaction", List.of(reaction)));
    }

    /** Waits until the person may not even read there, as somebody who was put out; and says what a join is answered. */
    String isRefused(String person, String chat) {
        await().atMost(PATIENCE)
                .until(() ->
                        tries(person, raw("messages.getHistory", Tl.object().with("peer", chat)))
                                        instanceof Reply.Failed failed
                                && failed.name().equals("CHANNEL_PRIVATE"));
        return ((Reply.Failed) tries(person, new Call.JoinChat(chat, id()))).name();
    }
}
