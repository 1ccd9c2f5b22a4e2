package dev.heatup.telegram;

import java.time.Duration;
import java.util.Optional;

/** The network under test. Implementations are thread-safe; a call blocks its (virtual) thread. */
public interface Gateway {

    /**
     * Makes one call and answers within {@code patience}, all attempts together; past it the answer is
     * {@link Reply.Unknown}, or {@link Reply.NotSent} when nothing left this machine.
     */
    Reply call(Caller caller, Call call, Duration patience);

    /** What this target may be used for. The sandbox has all of it, a gateway in front of a network has little. */
    Reach reach();

    /** Present while nothing is sent there because it fails for everybody: for how long, zero while it is being tried. */
    default Optional<Duration> shut() {
        return Optional.empty();
    }

    enum Reach {
        /** Our own sandbox in process: speed, view counts and all later actions. */
        SANDBOX,
        /** Somebody's gateway, with all the limits of the boundary. */
        GATEWAY
    }
}
