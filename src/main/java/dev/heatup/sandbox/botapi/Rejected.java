package dev.heatup.sandbox.botapi;

/**
 * Ends a reader at the first thing that is wrong, however deep it is nested, with the official server's words. It never
 * leaves a public method: there it is a {@link ParseResult.Invalid}.
 */
final class Rejected extends Exception {

    private static final long serialVersionUID = 1;

    private final String reason;

    Rejected(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    @FunctionalInterface
    interface Reading<T> {
        T read() throws Rejected;
    }

    static <T> ParseResult<T> check(Reading<T> reading) {
        try {
            return new ParseResult.Valid<>(reading.read());
        } catch (Rejected rejected) {
            return new ParseResult.Invalid<>(BotReply.badRequest(rejected.reason));
        }
    }

    /** Reads something whose mistakes are told with a prefix. */
    static <T> T within(String prefix, Reading<T> reading) throws Rejected {
        try {
            return reading.read();
        } catch (Rejected rejected) {
            throw new Rejected(prefix + rejected.reason);
        }
    }
}
