package dev.heatup.sandbox.world;

/** Who does something, or to whom it is done. */
public sealed interface Actor {

    /** A person's account. */
    record Person(String account) implements Actor {
        @Override
        public String toString() {
            return account;
        }
    }

    /** @param id the number before the colon of its token */
    record Bot(long id) implements Actor {
        @Override
        public String toString() {
            return BOT + id;
        }
    }

    /** The network itself, and a channel that posts in its own name. */
    record Network() implements Actor {
        @Override
        public String toString() {
            return NETWORK;
        }
    }

    /** The operator. */
    record Operator() implements Actor {
        @Override
        public String toString() {
            return OPERATOR;
        }
    }

    String BOT = "bot:";
    String NETWORK = ":network";
    String OPERATOR = ":operator";

    /** Reads what {@code toString} wrote; no {@code session_id} holds a colon. */
    static Actor parse(String text) {
        return switch (text) {
            case NETWORK -> new Network();
            case OPERATOR -> new Operator();
            default -> text.startsWith(BOT) ? new Bot(Long.parseLong(text.substring(BOT.length()))) : new Person(text);
        };
    }
}
