package dev.heatup.run;

import static dev.heatup.run.RunFixtures.NOW;
import static dev.heatup.run.RunFixtures.VISIT;
import static dev.heatup.run.RunFixtures.given;
import static dev.heatup.run.RunFixtures.unplanned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatup.channel.Username;
import dev.heatup.channel.json.ResourcePools;
import dev.heatup.dialogue.MoveProvider;
import dev.heatup.dialogue.WritingOccasion;
import dev.heatup.gateway.SampleConfigs;
import dev.heatup.pace.Pacing;
import dev.heatup.plan.PlanRules;
import dev.heatup.sandbox.SettableTime;
import dev.heatup.session.MemorySessions;
import dev.heatup.session.Session;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When something is slow, what is due waits in the store, and that is seen. */
class PressureTest {

    private static final int STEP_SLOTS = 4;
    private static final int PLAN_SLOTS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SettableTime clock = new SettableTime(NOW);
    private final MemorySessions sessions = new MemorySessions(Session::unknown);
    private final MemoryRuns runs = new MemoryRuns(sessions);
    private final CountDownLatch gatewayAnswers = new CountDownLatch(1);
    private final CountDownLatch plannerAnswers = new CountDownLatch(1);

    private final Gateway gateway = new Gateway() {
        @Override
        public Reply call(Caller caller, Call call, Duration patience) {
            if (call.method().equals("help.getConfig")) {
                return new Reply.Done(SampleConfigs.test());
            }
            awaited(gatewayAnswers);
            return SampleReplies.DONE;
        }

        @Override
        public Reach reach() {
            return Reach.SANDBOX;
        }
    };

    private final Visits visits = new Visits() {
        @Override
        public PlannedVisit plan(RunRequest runRequest) {
            awaited(plannerAnswers);
            return VISIT;
        }

        @Override
        public Pacing pacing(RunRequest runRequest) {
            return Pacing.DEFAULT;
        }

        @Override
        public MoveProvider.Result write(
                RunRequest runRequest, Username chat, WritingOccasion writingOccasion, Duration patience) {
            throw new IllegalStateException("nobody writes here");
        }
    };

    private final Warmups warmups = warmups(STEP_SLOTS);

    private Warmups warmups(int stepSlots) {
        return new Warmups(
                new Warmups.Dependencies(
                        runs,
                        runs,
                        sessions,
                        ResourcePools.builtIn(),
                        visits,
                        gateway,
                        Target.SANDBOX,
                        runs,
                        clock,
                        () -> 0,
                        new Random(1),
                        _ -> "Anna"),
                new Warmups.Options(PlanRules.DEFAULT, Set.of(), 1, new Engine.Slots(PLAN_SLOTS, stepSlots)));
    }

    @AfterEach
    void stop() {
        gatewayAnswers.countDown();
        plannerAnswers.countDown();
        warmups.close();
    }

    @Test
    void whileTheGatewayIsSlowDueStepsWaitAndTheLagGrows() {
        for (int i = 1; i <= 200; i++) {
            runs.create(given(i), null, SessionLimit.NONE);
        }
        warmups.start();
        await().atMost(PATIENCE).until(() -> warmups.tally().claims(Lane.STEPS) == STEP_SLOTS);
        clock.advance(Duration.ofSeconds(7));

        assertThat(warmups.inFlight(Lane.STEPS)).isEqualTo(STEP_SLOTS).isEqualTo(warmups.slots(Lane.STEPS));
        assertThat(warmups.lag(Lane.STEPS)).isEqualTo(Duration.ofSeconds(7));
        assertThat(warmups.lag(Lane.PLANNING)).isZero();

        gatewayAnswers.countDown();
        await().atMost(PATIENCE).until(() -> warmups.tally().steps(StepStatus.SUCCEEDED) == 200);
        assertThat(warmups.lag(Lane.STEPS)).isZero();
    }

    @Test
    void moreSlotsThanOneClaimTakesAreAllWorkedIn() {
        int slots = 2500;
        for (int i = 1; i <= slots + 1; i++) {
            runs.create(given(i), null, SessionLimit.NONE);
        }
        try (Warmups wide = warmups(slots)) {
            wide.start();
            await().atMost(PATIENCE).until(() -> wide.tally().claims(Lane.STEPS) == slots);
            assertThat(wide.inFlight(Lane.STEPS)).isEqualTo(slots);

            gatewayAnswers.countDown();
            await().atMost(PATIENCE).until(() -> wide.inFlight(Lane.STEPS) == 0);
        }
    }

    @Test
    void aSlowPlannerHoldsUpPlansAndNoSteps() {
        gatewayAnswers.countDown();
        for (int i = 1; i <= 50; i++) {
            runs.create(unplanned(i), null, SessionLimit.NONE);
            runs.create(given(100 + i), null, SessionLimit.NONE);
        }
        warmups.start();
        await().atMost(PATIENCE)
                .until(() -> warmups.tally().claims(Lane.PLANNING) == PLAN_SLOTS
                        && warmups.tally().steps(StepStatus.SUCCEEDED) == 50);
        clock.advance(Duration.ofSeconds(2));

        assertThat(warmups.inFlight(Lane.PLANNING)).isEqualTo(PLAN_SLOTS);
        assertThat(warmups.lag(Lane.PLANNING)).isEqualTo(Duration.ofSeconds(2));
        assertThat(warmups.lag(Lane.STEPS)).isZero();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
