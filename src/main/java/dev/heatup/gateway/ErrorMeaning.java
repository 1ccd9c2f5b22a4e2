package dev.heatup.gateway;

import java.time.Duration;

/** What an error of the network means for the step that met it. */
public sealed interface ErrorMeaning {

    /** What the step wanted is so, or waits for somebody's approval. */
    record Success() implements ErrorMeaning {}

    /**
     * The network asks for patience with this method.
     *
     * @param duration kept in full, never divided by the speed; more than zero
     */
    record Wait(Duration duration) implements ErrorMeaning {}

    /** The network restricted the account: its run ends and the session is quarantined until a person releases it. */
    record Restriction() implements ErrorMeaning {}

    /** Trouble inside the network; the same call may succeed a moment later. */
    record Transient() implements ErrorMeaning {}

    /** The same call would fail again. */
    record Permanent() implements ErrorMeaning {}
}
