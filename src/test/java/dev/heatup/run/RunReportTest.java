package dev.heatup.run;

import static dev.heatup.run.RunFixtures.NOW;
import static dev.heatup.run.RunFixtures.PAUSE;
import static dev.heatup.run.RunFixtures.VISIT;
import static dev.heatup.run.RunFixtures.unplanned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.plan.Plan;
import dev.heatup.planner.PlanSource;
import dev.heatup.planner.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports of a run that joins, reads for 20 s and idles for 5 s. */
class RunReportTest {

    private static final StepProblem TROUBLE = new StepProblem("CHANNEL_PRIVATE", "no way in");

    private final List<StepOutcome> outcomes = new ArrayList<>();
    private Run run = unplanned(1);

    @Test
    void aQueuedRunHasNoActionsYet() {
        assertThat(report(NOW.plusSeconds(3)))
                .isEqualTo(new RunReport(
                        "run_00000000000000000000000001",
                        "s1",
                        "queued",
                        null,
                        null,
                        0,
                        0,
                        0,
                        List.of(),
                        List.of(),
                        "default",
                        "default",
                        42,
                        NOW,
                        null,
                        null,
                        0,
                        new RunReport.Tokens(0, 0, 0),
                        null));
    }

    @Test
    void aPlannedRunShowsItsActionsAsTheyWerePlanned() {
        plan();

        RunReport runReport = report(NOW.plusMillis(1234));

        assertThat(runReport.planSource()).isEqualTo("claude");
        assertThat(runReport.usage()).isEqualTo(new RunReport.Tokens(700, 600, 90));
        assertThat(runReport.totalActions()).isEqualTo(3);
        assertThat(runReport.durationSeconds()).isEqualTo(1.234);
        assertThat(runReport.actions())
                .containsExactly(
                        new RunReport.Step(
                                0,
                                "join_channel",
                                "hu_city_news",
                                null,
                                null,
                                null,
                                null,
                                "Follow the city news",
                                "pending",
                                null,
                                null,
                                null,
                                null,
                                null),
                        new RunReport.Step(
                                1,
                                "read_messages",
                                "hu_city_news",
                                null,
                                20,
                                null,
                                null,
                                "See what is new",
                                "pending",
                                null,
                                null,
                                null,
                                null,
                                null),
                        new RunReport.Step(
                                2,
                                "idle",
                                null,
                                null,
                                5,
                                null,
                                null,
                                "Look out of the window",
                                "pending",
                                null,
                                null,
                                null,
                                null,
                                null));
    }

    @Test
    void theFallbackSaysWhyItPlanned() {
        claim(NOW);
        take(run.planned(new PlannedVisit(VISIT.plan(), PlanSource.FALLBACK, Usage.NONE, "no answer"), NOW));

        assertThat(report(NOW).planSource()).isEqualTo("fallback");
        assertThat(report(NOW).fallbackReason()).isEqualTo("no answer");
    }

    @Test
    void aClaimedStepIsActing() {
        plan();
        claim(NOW);

        assertThat(statuses(NOW)).containsExactly("acting", "pending", "pending");
    }

    @Test
    void aStepInDoubtIsActing() {
        plan();
        claim(NOW);
        take(run.doubted("timed out", NOW, NOW, PAUSE));

        assertThat(statuses(NOW)).containsExactly("acting", "pending", "pending");
    }

    @Test
    void anEndedStepShowsItsTimesAndThePauseAfterIt() {
        plan();
        join();

        assertThat(report(NOW.plusSeconds(2)).joinedChannels()).containsExactly("hu_city_news");
        assertThat(report(NOW.plusSeconds(2)).actions().getFirst())
                .isEqualTo(new RunReport.Step(
                        0,
                        "join_channel",
                        "hu_city_news",
                        null,
                        null,
                        null,
                        null,
                        "Follow the city news",
                        "succeeded",
                        NOW,
                        NOW.plusSeconds(1),
                        null,
                        null,
                        6.0));
    }

    @Test
    void aChannelThatWasNotJoinedIsNotListed() {
        plan();
        claim(NOW);
        take(run.failed(TROUBLE, NOW, NOW, PAUSE, List.of()));

        RunReport runReport = report(NOW);
        assertThat(runReport.joinedChannels()).isEmpty();
        assertThat(runReport.failedActions()).isEqualTo(1);
        assertThat(runReport.successfulActions()).isZero();
        assertThat(runReport.actions().getFirst().error()).isEqualTo(TROUBLE);
    }

    @Test
    void aStepThatNobodyKnowsCountsAsFailed() {
        plan();
        for (int i = 0; i < 5; i++) {
            claim(NOW);
            take(run.doubted("timed out", NOW, NOW, PAUSE));
        }

        assertThat(statuses(NOW)).startsWith("unknown");
        assertThat(report(NOW).failedActions()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0, acting, false", "19999, acting, false", "20000, succeeded, true", "30000, succeeded, true"})
    void readingGoesOnUntilItsTimeIsOver(long millis, String status, boolean finished) {
        Instant read = reading();

        RunReport.Step step = report(read.plusMillis(millis)).actions().get(1);

        assertThat(step.status()).isEqualTo(status);
        assertThat(step.finishedAt() != null).isEqualTo(finished);
    }

    @Test
    void readingThatGoesOnIsNotCountedYet() {
        Instant read = reading();

        assertThat(report(read).successfulActions()).isEqualTo(1);
        assertThat(report(read.plusSeconds(20)).successfulActions()).isEqualTo(2);
    }

    @Test
    void aRunThatEndsEarlyEndsItsReadingAndSkipsTheRest() {
        Instant read = reading();
        Instant cancelled = read.plusSeconds(4);
        claim(cancelled);
        take(run.finished(RunStatus.CANCELLED, cancelled));

        RunReport runReport = report(cancelled.plusSeconds(99));

        assertThat(runReport.actions().stream().map(RunReport.Step::status))
                .containsExactly("succeeded", "succeeded", "skipped");
        assertThat(runReport.actions().get(1).finishedAt()).isEqualTo(cancelled);
        assertThat(runReport.status()).isEqualTo("cancelled");
        assertThat(runReport.finishedAt()).isEqualTo(cancelled);
        assertThat(runReport.durationSeconds()).isEqualTo(14);
    }

    @Test
    void anEndedRunSaysWhyItWasCutShort() {
        plan();
        claim(NOW);
        take(run.refused(TROUBLE, NOW));

        assertThat(report(NOW).status()).isEqualTo("refused");
        assertThat(report(NOW).error()).isEqualTo(TROUBLE);
        assertThat(statuses(NOW)).containsExactly("skipped", "skipped", "skipped");
    }

    @Test
    void secondsAreWrittenToTheMillisecond() {
        claim(NOW);
        take(run.planned(
                new PlannedVisit(Plan.recorded(VISIT.plan().actions()), PlanSource.OFFLINE, Usage.NONE, null), NOW));
        claim(NOW);
        take(run.succeeded(NOW, NOW, NOW, new Run.Pause(Duration.ofNanos(6_345_999_999L), Duration.ZERO), List.of()));

        assertThat(report(NOW).actions().getFirst().pauseSeconds()).isEqualTo(6.345);
    }

    private void plan() {
        claim(NOW);
        take(run.planned(VISIT, NOW));
    }

    private void join() {
        claim(NOW);
        take(run.succeeded(NOW, NOW.plusSeconds(1), NOW.plusSeconds(1), PAUSE, List.of()));
    }

    /** Answers when the reading began. */
    private Instant reading() {
        plan();
        join();
        Instant read = NOW.plusSeconds(10);
        claim(read);
        take(run.succeeded(read, read.plusSeconds(20), read, PAUSE, List.of()));
        return read;
    }

    private void claim(Instant now) {
        run = run.claimed(now);
    }

    private void take(Transition transition) {
        run = transition.run();
        if (transition.outcome() != null) {
            outcomes.add(Objects.requireNonNull(transition.outcome()));
        }
    }

    private RunReport report(Instant now) {
        return RunReport.of(run, outcomes, now);
    }

    private List<String> statuses(Instant now) {
        return report(now).actions().stream().map(RunReport.Step::status).toList();
    }
}
