package dev.heatup.telegram;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came back from a call. Expected trouble is a value here, never an exception. */
public sealed interface Reply {

    /** The call's {@code result}: a constructor for {@code invoke_raw}, else the contract's own object. */
    record Done(Tl result) implements Reply {}

    /**
     * The network's own error.
     *
     * @param code Telegram's, 400 or 420 for instance
     * @param name the network's name without its number, {@code FLOOD_WAIT_X} for instance
     * @param retryAfter how long to wait, when the network says so
     * @param prerequisite the method that had to succeed first and failed, so that the one that was asked for was not
     *     called; null when that one failed itself
     */
    record Failed(
            int code,
            String name,
            String description,
            @Nullable Duration retryAfter,
            @Nullable String prerequisite) implements Reply {

        /** Of the method that was asked for. */
        public Failed(int code, String name, String description, @Nullable Duration retryAfter) {
            this(code, name, description, retryAfter, null);
        }

        /** The same error, met by a method that had to succeed first. */
        public Failed of(String method) {
            return new Failed(code, name, description, retryAfter, method);
        }

        /** The method that failed, when {@code asked} was asked for. */
        public String method(String asked) {
            return prerequisite == null ? asked : prerequisite;
        }
    }

    /** The call certainly had no effect: connection refused, or stopped before it was sent. */
    record NotSent(String why) implements Reply {}

    /**
     * The gateway fails for everybody, so nothing was sent: a matter of waiting, and no try.
     *
     * @param length how long to wait until it is worth another look; more than zero
     */
    record Shut(Duration length) implements Reply {}

    /** The call may have happened: timed out, connection lost, 5xx, or an answer that can't be read. */
    record Unknown(String why) implements Reply {}
}
