package dev.heatup.gateway;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Sends nothing to a gateway that fails for everybody, and lets a few calls try it after a while. Only what is no answer
 * counts as a failure: waits, restrictions and permanent errors are answers.
 *
 * <p>It opens when {@value #SESSIONS} different sessions failed one after the other and nobody succeeded in between. A
 * session that goes on failing is counted once, so that its trouble is not taken for the gateway's. Thread-safe.
 *
 * <pre>
 * closed ──all fail──→ open ──{@link #OPEN_FOR}──→ being tried ──an answer──→ closed
 *                       ↑                          │
 *                       └──────────all fail────────┘
 * </pre>
 */
public final class CircuitGateway implements Gateway {

    static final int SESSIONS = 3;

    static final Duration OPEN_FOR = Duration.ofSeconds(15);

    /** While a few calls try the gateway, all others look again after this. */
    static final Duration OTHERS_WAIT = Duration.ofSeconds(2);

    private final Gateway gateway;
    private final LongSupplier nanoClock;
    private final Listener listener;
    private final CircuitBreaker breaker;

    /** Sessions that failed since the last success, or since the circuit turned; also the lock of all that changes. */
    private final Set<String> failing = new HashSet<>();

    private long triedAtNanos;

    /** Hears when it opens and when it closes, once each, however often it is tried in between; must not block. */
    public interface Listener {
        void opened();

        void closed();
    }

    /** @param nanoClock monotonic, in nanoseconds from any origin */
    public CircuitGateway(Gateway gateway, LongSupplier nanoClock, Listener listener) {
        this.gateway = gateway;
        this.nanoClock = nanoClock;
        this.listener = listener;
        InstantSource monotonic = () -> Instant.EPOCH.plusNanos(nanoClock.getAsLong());
        this.breaker = CircuitBreaker.of(
                "gateway",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(SESSIONS)
                        .minimumNumberOfCalls(SESSIONS)
                        .permittedNumberOfCallsInHalfOpenState(SESSIONS)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(OPEN_FOR)
                        .recordResult(Boolean.TRUE::equals)
                        .clock(monotonic.withZone(ZoneOffset.UTC))
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> turned(event.getStateTransition()));
    }

    @Override
    public Reply call(Caller caller, Call call, Duration patience) {
        if (!mayPass()) {
            return new Reply.Shut(longer(left(), OTHERS_WAIT));
        }
        boolean counted = false;
        try {
            Reply reply = gateway.call(caller, call, patience);
            if (reply instanceof Reply.Shut) {
                return reply;
            }
            count(caller, isFailure(call, reply));
            counted = true;
            return reply;
        } finally {
            if (!counted) {
                breaker.releasePermission();
            }
        }
    }

    private boolean mayPass() {
        synchronized (failing) {
            return breaker.tryAcquirePermission();
        }
    }

    private void count(Caller caller, boolean failure) {
        synchronized (failing) {
            if (!failure) {
                failing.clear();
            } else if (!failing.add(caller.sessionId())) {
                breaker.releasePermission();
                return;
            }
            breaker.onResult(0, TimeUnit.NANOSECONDS, failure);
        }
    }

    private static boolean isFailure(Call call, Reply reply) {
        return switch (reply) {
            case Reply.Done _, Reply.Shut _ -> false;
            case Reply.Failed failed -> GatewayErrors.meaning(call.method(), failed) instanceof ErrorMeaning.Transient;
            case Reply.NotSent _, Reply.Unknown _ -> true;
        };
    }

    /** Within the lock, as everything that makes it turn. */
    private void turned(CircuitBreaker.StateTransition turn) {
        failing.clear();
        switch (turn.getToState()) {
            case OPEN -> {
                triedAtNanos = nanoClock.getAsLong() + OPEN_FOR.toNanos();
                if (turn.getFromState() == CircuitBreaker.State.CLOSED) {
                    listener.opened();
                }
            }
            case CLOSED -> listener.closed();
            case HALF_OPEN, DISABLED, METRICS_ONLY, FORCED_OPEN -> {}
        }
    }

    @Override
    public Optional<Duration> shut() {
        return breaker.getState() == CircuitBreaker.State.CLOSED ? gateway.shut() : Optional.of(left());
    }

    /** Until it may be tried; rounded up, as due times are in milliseconds. */
    private Duration left() {
        synchronized (failing) {
            Duration left = Duration.ofNanos(triedAtNanos - nanoClock.getAsLong());
            return left.isPositive() ? left.plusMillis(1) : Duration.ZERO;
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    @Override
    public Reach reach() {
        return gateway.reach();
    }
}
