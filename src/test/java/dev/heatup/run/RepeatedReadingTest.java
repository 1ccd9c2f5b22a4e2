package dev.heatup.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.channel.Username;
import dev.heatup.gateway.Caller;
import dev.heatup.plan.Action;
import dev.heatup.sandbox.InProcessGateway;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.SettableTime;
import dev.heatup.sandbox.Worlds;
import dev.heatup.sandbox.jdbc.SqliteEventLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A regression: after a crash, reading again failed with CLIENT_ID_REUSED once the channel had new posts. */
class RepeatedReadingTest {

    private static final RunId RUN = new RunId("run_01m844af84gbv3jjg86v79jbqx");
    private static final Action READ =
            new Action.ReadMessages(new Username(Worlds.NEWS), Duration.ofSeconds(3), "news");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void aReadingThatMayHaveHappenedIsRepeatedWithThePostsOfToday(@TempDir Path folder) {
        SettableTime time = new SettableTime(Worlds.NOW);
        try (Sandbox sandbox =
                Sandbox.open(SqliteEventLog.open(folder, Worlds.SEED, () -> 0), List.of(Worlds.POOL), time, 1)) {
            Performer performer = new Performer(new InProcessGateway(sandbox), System::nanoTime);
            Caller caller = new Caller("reader", RUN.value(), null);
            performer.perform(caller, READ, new StepKey(RUN, 1, 3), PATIENCE);
            time.advance(Duration.ofDays(1));

            assertThat(performer.reconcile(caller, READ, new StepKey(RUN, 1, 4), PATIENCE))
                    .isEqualTo(new Performer.Effect.Done());
        }
    }
}
