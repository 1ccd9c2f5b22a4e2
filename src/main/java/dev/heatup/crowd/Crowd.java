package dev.heatup.crowd;

import dev.heatup.run.BackgroundTask;
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
 * its time, and what was missed while the service or its database was down is not made up for.
 */
public final class Crowd implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("heatup.crowd");

    /** World time may stand still or be set back, so it is looked at this often. */
    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final Supplier<Optional<Residents>> world;
    private final Warmups warmups;
    private final Supplier<Instant> worldTime;
    private final double speed;
    private final BackgroundTask backgroundTask;

    /**
     * Begins at once.
     *
     * @param world who lives there now; asked again and again, as a world may be replaced
     * @param speed world seconds per real second
     */
    public Crowd(
            Supplier<Optional<Residents>> world,
            Warmups warmups,
            Supplier<Instant> worldTime,
            double speed,
            BackgroundTask.Sleep sleep) {
        this.world = world;
        this.warmups = warmups;
        this.worldTime = worldTime;
        this.speed = speed;
        this.backgroundTask = BackgroundTask.begin("the world's people", this::live, sleep);
    }

    /** With those who live there now, until others do. */
    private void live(BackgroundTask backgroundTask) throws InterruptedException {
        Optional<Residents> residents = world.get();
        if (residents.isEmpty()) {
            backgroundTask.sleep(GLANCE);
            return;
        }
        VisitSchedule visitSchedule = residents.get().visitors(worldTime.get());
        while (!backgroundTask.isClosing() && world.get().equals(residents)) {
            Duration until = visitSchedule
                    .next()
                    .map(next -> Duration.between(worldTime.get(), next))
                    .orElse(GLANCE);
            if (until.isPositive()) {
                backgroundTask.sleep(real(until));
            } else {
                start(visitSchedule.take().person());
            }
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
        backgroundTask.close();
    }
}
