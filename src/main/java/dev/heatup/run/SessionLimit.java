package dev.heatup.run;

import dev.heatup.gateway.GatewayLimits;
import dev.heatup.telegram.Gateway;
import java.time.Duration;

/**
 * How many different sessions may act on a target.
 *
 * @param most within any {@code window}
 */
public record SessionLimit(int most, Duration window) {

    /** For the sandbox. */
    public static final SessionLimit NONE = new SessionLimit(Integer.MAX_VALUE, Duration.ZERO);

    static SessionLimit of(Gateway.Reach reach) {
        return switch (reach) {
            case SANDBOX -> NONE;
            case GATEWAY -> new SessionLimit(GatewayLimits.MAX_SESSIONS, GatewayLimits.SESSION_WINDOW);
        };
    }

    public boolean isNone() {
        return most == Integer.MAX_VALUE;
    }

    /** What is allowed, as a sentence. */
    @Override
    public String toString() {
        return "through a gateway at most " + most + " different sessions act in any " + window.toDays() + " days";
    }
}
