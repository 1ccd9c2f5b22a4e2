package dev.heatup.gateway;

import dev.heatup.gateway.ErrorMeaning.Transient;
import dev.heatup.retry.Backoff;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Repeats a call that met passing trouble, all attempts within one patience. Only what contract 1 makes safe to repeat
 * is repeated: a pure read, and an effect that carries a {@code client_id}, whose repeat the gateway answers with the
 * first result. Waits, restrictions and permanent errors are answers, and go back at once. Thread-safe when its random
 * source is.
 */
public final class RetryingGateway implements Gateway {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

    private final Gateway gateway;
    private final RandomGenerator random;
    private final Sleeper sleeper;
    private final LongSupplier nanoClock;

    /** @param nanoClock monotonic, in nanoseconds from any origin */
    public RetryingGateway(Gateway gateway, RandomGenerator random, Sleeper sleeper, LongSupplier nanoClock) {
        this.gateway = gateway;
        this.random = random;
        this.sleeper = sleeper;
        this.nanoClock = nanoClock;
    }

    @Override
    public Reply call(Caller caller, Call call, Duration patience) {
        if (!RepeatableCalls.is(call)) {
            return gateway.call(caller, call, patience);
        }
        long start = nanoClock.getAsLong();
        Reply worst = gateway.call(caller, call, patience);
        Reply last = worst;
        for (int attempt = 1; isPassing(call, last); attempt++) {
            Duration backoff = backoff(attempt, last);
            if (backoff.compareTo(left(start, patience)) >= 0 || !slept(backoff)) {
                return worst;
            }
            Duration left = left(start, patience);
            if (!left.isPositive()) {
                return worst;
            }
            last = gateway.call(caller, call, left);
            worst = worse(worst, last);
        }
        // That nothing is sent any more says nothing of the attempts before.
        return last instanceof Reply.Shut ? worst : last;
    }

    private static boolean isPassing(Call call, Reply reply) {
        return switch (reply) {
            case Reply.Done done -> false;
            case Reply.Failed failed -> GatewayErrors.meaning(call.method(), failed) instanceof Transient;
            case Reply.NotSent notSent -> true;
            case Reply.Shut shut -> false;
            case Reply.Unknown unknown -> true;
        };
    }

    /** Doubling, of which a random half to all is waited; never less than the network asks for. */
    private Duration backoff(int attempt, Reply last) {
        long most = BACKOFF.after(attempt).toNanos();
        Duration drawn = Duration.ofNanos(random.nextLong(most / 2, most + 1));
        return last instanceof Reply.Failed(int _, String _, String _, Duration asked, String _)
                        && asked != null
                        && asked.compareTo(drawn) > 0
                ? asked
                : drawn;
    }

    private Duration left(long start, Duration patience) {
        return patience.minusNanos(nanoClock.getAsLong() - start);
    }

    /** False when the thread is asked to stop, which stays to be seen. */
    private boolean slept(Duration backoff) {
        try {
            sleeper.sleep(backoff);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Of two fruitless attempts the one after which more may have happened; of equals the later. */
    private static Reply worse(Reply earlier, Reply later) {
        return danger(later) >= danger(earlier) ? later : earlier;
    }

    private static int danger(Reply reply) {
        return switch (reply) {
            case Reply.Unknown unknown -> 3;
            case Reply.Failed failed -> 2;
            case Reply.NotSent notSent -> 1;
            case Reply.Shut shut -> 1;
            case Reply.Done done -> 0;
        };
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
