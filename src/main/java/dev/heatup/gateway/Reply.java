package dev.heatup.gateway;

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
     */
    record Failed(
            int code,
            String name,
            String description,
            @Nullable Duration retryAfter) implements Reply {}

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
