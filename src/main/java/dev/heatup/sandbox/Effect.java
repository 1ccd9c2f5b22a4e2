package dev.heatup.sandbox;

import dev.heatup.channel.Username;
import dev.heatup.gateway.Tl;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an account did to the world. Kinds and payloads are stored for good: a new variant gets a new kind, and an old one
 * keeps being read.
 */
public sealed interface Effect {

    /** The name in the log, {@code joined} for instance. */
    String kind();

    /** Its fields, as the log stores and serves them. */
    Tl.Obj payload();

    /** @param userId as Telegram's user ids: unique in the world */
    record AccountAppeared(long userId) implements Effect {
        static final String KIND = "account_appeared";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Tl.Obj payload() {
            return Tl.object().with("user_id", userId).build();
        }
    }

    /** @param readMaxId the latest message at that time; what came before it counts as read */
    record Joined(Username chat, int readMaxId) implements Effect {
        static final String KIND = "joined";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Tl.Obj payload() {
            return in(chat).with("read_max_id", readMaxId).build();
        }
    }

    record JoinRequested(Username chat) implements Effect {
        static final String KIND = "join_requested";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Tl.Obj payload() {
            return in(chat).build();
        }
    }

    record Left(Username chat) implements Effect {
        static final String KIND = "left";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Tl.Obj payload() {
            return in(chat).build();
        }
    }

    /** @param ids posts that this account saw for the first time; never empty */
    record Viewed(Username chat, List<Integer> ids) implements Effect {
        static final String KIND = "viewed";

        public Viewed {
            ids = List.copyOf(ids);
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Tl.Obj payload() {
            return in(chat).with("ids", ids.stream().map(id -> Tl.of((long) id)).toList())
                    .build();
        }
    }

    record HistoryRead(Username chat, int maxId) implements Effect {
        static final String KIND = "history_read";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Tl.Obj payload() {
            return in(chat).with("max_id", maxId).build();
        }
    }

    record MessageSent(
            Username chat,
            int messageId,
            String text,
            @Nullable Integer replyTo) implements Effect {
        static final String KIND = "message_sent";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Tl.Obj payload() {
            Tl.Builder payload = in(chat).with("message_id", messageId).with("text", text);
            return (replyTo == null ? payload : payload.with("reply_to", replyTo)).build();
        }
    }

    /**
     * Reads what {@link #payload} wrote.
     *
     * @throws EventLogException when the kind is unknown or a field is missing
     */
    static Effect of(String kind, Tl.Obj payload) {
        Function<Tl.Obj, Effect> reader = Stored.READERS.get(kind);
        if (reader == null) {
            throw new EventLogException("the event log holds an unknown kind of event: " + kind);
        }
        return reader.apply(payload);
    }

    private static Tl.Builder in(Username chat) {
        return Tl.object().with("chat", chat.value());
    }

    /** How each kind is read back. */
    final class Stored {
        private static final Map<String, Function<Tl.Obj, Effect>> READERS = Map.of(
                AccountAppeared.KIND, o -> new AccountAppeared(number(o, "user_id")),
                Joined.KIND, o -> new Joined(chat(o), id(o, "read_max_id")),
                JoinRequested.KIND, o -> new JoinRequested(chat(o)),
                Left.KIND, o -> new Left(chat(o)),
                Viewed.KIND,
                        o -> new Viewed(
                                chat(o), o.list("ids").stream().map(Stored::id).toList()),
                HistoryRead.KIND, o -> new HistoryRead(chat(o), id(o, "max_id")),
                MessageSent.KIND,
                        o -> new MessageSent(
                                chat(o),
                                id(o, "message_id"),
                                o.text("text").orElseThrow(() -> missing("text")),
                                o.integer("reply_to").map(Math::toIntExact).orElse(null)));

        private Stored() {}

        private static Username chat(Tl.Obj payload) {
            return new Username(payload.text("chat").orElseThrow(() -> missing("chat")));
        }

        private static int id(Tl.Obj payload, String field) {
            return Math.toIntExact(number(payload, field));
        }

        private static long number(Tl.Obj payload, String field) {
            return payload.integer(field).orElseThrow(() -> missing(field));
        }

        private static int id(Tl item) {
            if (item instanceof Tl.Int(long id)) {
                return Math.toIntExact(id);
            }
            throw missing("ids");
        }

        private static EventLogException missing(String field) {
            return new EventLogException("an event of the log lacks its field " + field);
        }
    }
}
