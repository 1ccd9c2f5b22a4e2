package dev.heatup.gateway;

import java.time.Duration;
import java.util.Optional;

/**
 * Keeps calls to a {@link Gateway.Reach#GATEWAY} within {@link GatewayLimits}; the sandbox passes unlimited. A refused
 * call never leaves. Its answer is a {@link Reply.Failed}, not a {@link Reply.NotSent}: that one may be repeated, and
 * this would be refused for ever. Thread-safe as the gateway behind it.
 */
public final class LimitedGateway implements Gateway {

    /** The name of the error that a refused call meets; its code is 403. */
    public static final String REFUSED = "HEATUP_LIMIT";

    private final Gateway gateway;

    public LimitedGateway(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public Reply call(Caller caller, Call call, Duration patience) {
        return switch (gateway.reach()) {
            case SANDBOX -> gateway.call(caller, call, patience);
            case GATEWAY -> limited(caller, call, patience);
        };
    }

    private Reply limited(Caller caller, Call call, Duration patience) {
        return GatewayLimits.refusal(call)
                .<Reply>map(why -> new Reply.Failed(403, REFUSED, why, null))
                .orElseGet(() -> gateway.call(caller, call, patience));
    }

    @Override
    public Reach reach() {
        return gateway.reach();
    }

    @Override
    public Optional<Duration> shut() {
        return gateway.shut();
    }
}
