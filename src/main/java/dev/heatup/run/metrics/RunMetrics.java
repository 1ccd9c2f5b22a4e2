package dev.heatup.run.metrics;

import dev.heatup.run.Lane;
import dev.heatup.run.StepStatus;
import dev.heatup.run.Warmups;
import dev.heatup.sqlite.StoreException;
import dev.heatup.store.Database;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What there is to do, what is being done and what was done; docs/metrics.md explains each. What the database has to be
 * asked for is asked once for all that a scrape wants, and is no number while it does not answer.
 */
public final class RunMetrics implements MeterBinder {

    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private static final List<StepStatus> OUTCOMES =
            List.of(StepStatus.SUCCEEDED, StepStatus.FAILED, StepStatus.UNKNOWN);

    private final Warmups warmups;
    private final Database database;
    private final LongSupplier deleted;
    private final LongSupplier nanoTime;
    private @Nullable Sample sample;

    private record Sample(double live, Map<Lane, Double> lag, long nanos) {}

    /** @param deleted how many runs this node deleted because of their age */
    public RunMetrics(Warmups warmups, Database database, LongSupplier deleted, LongSupplier nanoTime) {
        this.warmups = warmups;
        this.database = database;
        this.deleted = deleted;
        this.nanoTime = nanoTime;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Lane lane : Lane.values()) {
            bind(registry, lane);
        }
        Gauge.builder("heatup.live.runs", this, here -> here.sample().live())
                .description("Runs that wait or act, of all nodes")
                .register(registry);
        for (StepStatus status : OUTCOMES) {
            FunctionCounter.builder(
                            "heatup.steps", warmups, here -> here.tally().steps(status))
                    .tag("outcome", status.wireName())
                    .description("Steps whose outcome this node recorded")
                    .register(registry);
        }
        FunctionCounter.builder(
                        "heatup.outcomes.late", warmups, here -> here.tally().tooLate())
                .description("What came out after its claim had ended, and was another node's to decide")
                .register(registry);
        FunctionCounter.builder("heatup.runs.deleted", deleted, LongSupplier::getAsLong)
                .description("Ended runs that this node deleted because of their age")
                .register(registry);
        Gauge.builder("heatup.writer.queue", database, Database::waitingWrites)
                .description("Writes that wait for the database")
                .register(registry);
        Gauge.builder("heatup.writer.queue.limit", () -> Database.MAX_WAITING)
                .description("Writes that may wait; who writes beyond that waits itself")
                .register(registry);
        Gauge.builder("heatup.waiting.requests", warmups, Warmups::waiting)
                .description("Requests that wait for something of a run, event streams included")
                .register(registry);
        Gauge.builder("heatup.gateway.shut", warmups, here -> here.shut().isPresent() ? 1 : 0)
                .description("1 while nothing is sent to the gateway because it fails for everybody")
                .register(registry);
    }

    private void bind(MeterRegistry registry, Lane lane) {
        String name = lane.name().toLowerCase(Locale.ROOT);
        Gauge.builder("heatup.due.lag", this, here -> here.sample().lag().getOrDefault(lane, Double.NaN))
                .tag("lane", name)
                .baseUnit("seconds")
                .description("For how long the next run has been due, of all nodes")
                .register(registry);
        Gauge.builder("heatup.in.flight.runs", warmups, here -> here.inFlight(lane))
                .tag("lane", name)
                .description("Runs that this node works on")
                .register(registry);
        Gauge.builder("heatup.slots", warmups, here -> here.slots(lane))
                .tag("lane", name)
                .description("Runs that this node works on at most")
                .register(registry);
        FunctionCounter.builder("heatup.claims", warmups, here -> here.tally().claims(lane))
                .tag("lane", name)
                .description("Runs that this node claimed")
                .register(registry);
    }

    private synchronized Sample sample() {
        Sample known = sample;
        if (known == null || nanoTime.getAsLong() - known.nanos() > FRESH_NANOS) {
            known = taken();
            sample = known;
        }
        return known;
    }

    private Sample taken() {
        try {
            Map<Lane, Double> lag = new EnumMap<>(Lane.class);
            for (Lane lane : Lane.values()) {
                lag.put(lane, warmups.lag(lane).toMillis() / 1000.0);
            }
            return new Sample(warmups.live(), lag, nanoTime.getAsLong());
        } catch (StoreException e) {
            return new Sample(Double.NaN, Map.of(), nanoTime.getAsLong());
        }
    }
}
