package dev.heatup.crowd;

import dev.heatup.run.Warmups;
import dev.heatup.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a world's people coming: starts a visit of each as their hours have it, planned like any other run. Whoever is
 * still on a visit, or in quarantine, is passed over. Nothing of it is stored: who comes when follows from the world and
 * its time, and what was missed while the service was down is not made up for.
 */
public final class Crowd implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("heatup.crowd");

    /** World time may stand still or be set back, so it is looked at this often. */
    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final Warmups warmups;
    private final Supplier<Instant> worldTime;
    private final double speed;
    private final Waiter waiter;
    private final Thread thread;
    private volatile boolean closing;

    /** Lets real time pass; ends early when its thread is interrupted. */
    @FunctionalInterface
    public interface Waiter {
        void await(Duration real) throws InterruptedException;
    }

    /**
     * Begins at once.
     *
     * @param speed world seconds per real second
     */
    public Crowd(
            Residents residents,
            Activity activity,
            Warmups warmups,
            Supplier<Instant> worldTime,
            double speed,
            Waiter waiter) {
        this.warmups = warmups;
        this.worldTime = worldTime;
        this.speed = speed;
        this.waiter = waiter;
        this.thread = Thread.ofVirtual().name("crowd").start(() -> live(residents, activity));
    }

    private void live(Residents residents, Activity activity) {
        Visitors visitors = new Visitors(residents.population(), activity, worldTime.get());
        try {
            while (!closing) {
                Optional<Instant> next = visitors.next();
                if (next.isEmpty()) {
                    return;
                }
                Duration world = Duration.between(worldTime.get(), next.get());
                if (world.isPositive()) {
                    waiter.await(real(world));
                } else {
                    start(visitors.take().person());
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration real(Duration world) {
        Duration real = Duration.ofMillis((long) Math.ceil(world.toMillis() / speed));
        return real.compareTo(GLANCE) < 0 ? real : GLANCE;
    }

    private void start(Person person) {
        Warmups.Answer answer =
                warmups.request(new Warmups.Request(new SessionId(person.id()), null, null, null, null, null), null);
        if (!(answer instanceof Warmups.Answer.Accepted)) {
            LOG.debug("{} does not come: {}", person.id(), answer);
        }
    }

    /** Nobody comes any more; those who are there go on. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
