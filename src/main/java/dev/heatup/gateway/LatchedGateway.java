package dev.heatup.gateway;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Looks once more, just before each attempt leaves, whether the target is latched, and then sends nothing but the guard's
 * question. So a step that was claimed before the latch, on this node or on another, sends no further call and no further
 * attempt; what was on its way already can't be called back. Thread-safe as the gateway behind it.
 */
public final class LatchedGateway implements Gateway {

    /** After it whoever was stopped looks again, and is refused. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(1);

    private final Gateway gateway;
    private final BooleanSupplier latched;
    private final LongSupplier nanoClock;

    /**
     * @param latched as all nodes know it at this moment; when it throws, nothing is sent
     * @param nanoClock monotonic, in nanoseconds from any origin
     */
    public LatchedGateway(Gateway gateway, BooleanSupplier latched, LongSupplier nanoClock) {
        this.gateway = gateway;
        this.latched = latched;
        this.nanoClock = nanoClock;
    }

    @Override
    public Reply call(Caller caller, Call call, Duration patience) {
        if (call.method().equals(Guard.QUESTION)) {
            return gateway.call(caller, call, patience);
        }
        long start = nanoClock.getAsLong();
        if (latched.getAsBoolean()) {
            return new Reply.Shut(LOOK_AGAIN);
        }
        Duration left = patience.minusNanos(nanoClock.getAsLong() - start);
        return left.isPositive()
                ? gateway.call(caller, call, left)
                : new Reply.NotSent("no time left once it was known that the target is not latched");
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
