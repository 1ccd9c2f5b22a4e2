package dev.heatup.run;

import static dev.heatup.run.RunFixtures.NOW;
import static dev.heatup.run.RunFixtures.VISIT;
import static dev.heatup.run.RunFixtures.given;
import static dev.heatup.run.RunFixtures.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatup.gateway.SampleConfigs;
import dev.heatup.gateway.ScriptedGateway;
import dev.heatup.pace.Pacing;
import dev.heatup.sandbox.SettableTime;
import dev.heatup.session.MemorySessions;
import dev.heatup.session.Session;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EngineTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SettableTime clock = new SettableTime(NOW);
    private final MemoryRuns runs = new MemoryRuns(new MemorySessions(Session::unknown));
    private final ScriptedGateway gateway =
            new ScriptedGateway(Gateway.Reach.SANDBOX, new Reply.Done(SampleConfigs.test()), SampleReplies.DONE);

    private final Visits visits = new GivenVisits(VISIT, Pacing.DEFAULT);

    private Engine engine(StepQueue queue) {
        RunLog silent = RunLog.ofSimulation();
        RunDriver runDriver =
                new RunDriver(visits, gateway, Target.SANDBOX, runs, silent, clock, () -> 0, _ -> "Anna", 1);
        return new Engine(
                queue,
                new RunWorker(queue, runDriver, silent, clock),
                silent,
                clock,
                () -> 0,
                new RunWaiters(() -> 0),
                new Engine.Slots(1, 1));
    }

    @Test
    void whoIsCancelledWhileItsNodeIsStillBeingToldOfTheClaimSendsNothing() {
        runs.create(given(1), null, SessionLimit.NONE);
        Engine[] told = new Engine[1];
        told[0] = engine(new ForwardingQueue(runs) {
            @Override
            public Batch claim(Lane lane, Instant now, int most) {
                Batch batch = super.claim(lane, now, most);
                batch.claimed().forEach(claimed -> {
                    assertThat(runs.cancel(claimed.run().id(), now)).isEqualTo(new Runs.Cancellation.Requested());
                    told[0].cancel(claimed.run().id());
                });
                return batch;
            }
        });

        try (Engine engine = told[0]) {
            engine.start();
            await().atMost(PATIENCE)
                    .until(() -> !runs.find(id(1)).orElseThrow().run().status().isLive());
        }
        assertThat(runs.find(id(1)).orElseThrow().run().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(gateway.calls).noneMatch(call -> call.clientId().isPresent());
    }

    @Test
    void anErrorWhileClaimingIsTroubleThatPasses() {
        runs.create(given(1), null, SessionLimit.NONE);
        AtomicInteger claims = new AtomicInteger();
        try (Engine engine = engine(new ForwardingQueue(runs) {
            @Override
            public Batch claim(Lane lane, Instant now, int most) {
                if (lane == Lane.STEPS && claims.incrementAndGet() <= 2) {
                    throw new NoClassDefFoundError("half a jar");
                }
                return super.claim(lane, now, most);
            }
        })) {
            engine.start();
            await().atMost(PATIENCE).until(() -> engine.tally().steps(StepStatus.SUCCEEDED) == 1);
        }
    }
}
