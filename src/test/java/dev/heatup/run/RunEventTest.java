package dev.heatup.run;

import static dev.heatup.run.RunFixtures.NOW;
import static dev.heatup.run.RunFixtures.PAUSE;
import static dev.heatup.run.RunFixtures.PLAN;
import static dev.heatup.run.RunFixtures.VISIT;
import static dev.heatup.run.RunFixtures.given;
import static dev.heatup.run.RunFixtures.unplanned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.channel.Username;
import dev.heatup.plan.Action;
import dev.heatup.plan.Plan;
import dev.heatup.planner.Usage;
import dev.heatup.run.RunEvent.Created;
import dev.heatup.run.RunEvent.Ended;
import dev.heatup.run.RunEvent.Planned;
import dev.heatup.run.RunEvent.Recorded;
import dev.heatup.run.StepResult.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Events of runs that go on step by step; after each, what was told before is still told. */
class RunEventTest {

    private static final StepProblem TROUBLE = new StepProblem("CHANNEL_PRIVATE", "no way in");
    private static final Instant LATER = NOW.plusSeconds(20);

    private final List<StepOutcome> outcomes = new ArrayList<>();
    private List<RunEvent> told = List.of();
    private Run run = unplanned(1);

    private void goOn(Run further) {
        run = further;
        List<RunEvent> now = RunEvent.of(story());
        assertThat(now).hasSizeGreaterThanOrEqualTo(told.size());
        assertThat(now.subList(0, told.size())).isEqualTo(told);
        told = now;
    }

    private void goOn(Transition transition) {
        if (transition.outcome() != null) {
            outcomes.add(transition.outcome());
        }
        goOn(transition.run());
    }

    private void claim() {
        goOn(run.claimed(NOW));
    }

    private void plan() {
        goOn(run);
        claim();
        goOn(run.planned(VISIT, NOW));
    }

    /** Claims the next step, and it succeeds. */
    private void succeed(Instant endsAt) {
        claim();
        goOn(run.succeeded(NOW, endsAt, NOW, PAUSE, List.of()));
    }

    private Runs.Story story() {
        return new Runs.Story(run, List.copyOf(outcomes));
    }

    private RunReport report() {
        return RunReport.of(run, outcomes, LATER);
    }

    private Ended ended() {
        return (Ended) told.getLast();
    }

    @Test
    void aStoryIsToldFromItsBeginningToItsEnd() {
        plan();
        succeed(NOW);
        claim();
        goOn(run.failed(TROUBLE, NOW, NOW, PAUSE, List.of()));
        succeed(NOW);

        assertThat(told)
                .containsExactly(
                        new Created("run_00000000000000000000000001", "s1", "default", "default", 42, NOW),
                        new Planned(
                                "claude",
                                null,
                                List.of(
                                        RunReport.Step.pending(0, RunFixtures.JOIN),
                                        RunReport.Step.pending(1, RunFixtures.READ),
                                        RunReport.Step.pending(2, RunFixtures.IDLE))),
                        new Recorded(report().actions().get(0)),
                        new Recorded(report().actions().get(1)),
                        new Recorded(report().actions().get(2)),
                        new Ended(
                                "partial",
                                3,
                                2,
                                1,
                                List.of("hu_city_news"),
                                NOW,
                                NOW,
                                0,
                                new RunReport.Tokens(700, 600, 90),
                                null));
    }

    @Test
    void untilThereIsAPlanARunWasOnlyCreated() {
        goOn(run);
        claim();

        assertThat(told).hasExactlyElementsOfTypes(Created.class);
    }

    @Test
    void aGivenPlanIsThereFromTheBeginning() {
        goOn(given(1));

        assertThat(told).hasExactlyElementsOfTypes(Created.class, Planned.class);
        assertThat(((Planned) told.getLast()).planSource()).isEqualTo("given");
    }

    @Test
    void aReadingIsToldOnceThoughItLasts() {
        plan();
        succeed(NOW);
        succeed(LATER);

        assertThat(((Recorded) told.getLast()).step().finishedAt()).isEqualTo(LATER);
        goOn(run.cancelled(NOW.plusSeconds(3)));

        assertThat(told).hasSize(5);
        assertThat(ended().status()).isEqualTo("cancelled");
        assertThat(ended().successfulActions()).isEqualTo(2);
    }

    @Test
    void aRunThatIsCancelledBeforeItsPlanHasNone() {
        goOn(run);
        goOn(run.cancelled(NOW));

        assertThat(told).hasExactlyElementsOfTypes(Created.class, Ended.class);
        assertThat(ended().startedAt()).isNull();
        assertThat(ended().totalActions()).isZero();
    }

    @Test
    void aRunIsRefusedBeforeItsPlan() {
        goOn(run);
        claim();
        goOn(run.refused(TROUBLE, NOW));

        assertThat(told).hasExactlyElementsOfTypes(Created.class, Ended.class);
        assertThat(ended().error()).isEqualTo(TROUBLE);
    }

    @Test
    void aStepInDoubtOfARefusedRunIsUnknown() {
        plan();
        claim();
        claim();
        goOn(run.refused(TROUBLE, NOW));

        assertThat(told).hasExactlyElementsOfTypes(Created.class, Planned.class, Recorded.class, Ended.class);
        assertThat(((Recorded) told.get(2)).step().status()).isEqualTo("unknown");
        assertThat(ended().status()).isEqualTo("refused");
    }

    @Test
    void anUnknownStepIsFollowedByTheNext() {
        plan();
        for (int tries = 0; tries < RetryPolicy.MAX_TRIES; tries++) {
            claim();
            goOn(run.doubted("nobody knows", NOW, NOW, PAUSE));
        }
        succeed(NOW);

        assertThat(told).hasSize(4);
        assertThat(((Recorded) told.get(2)).step().status()).isEqualTo("unknown");
        assertThat(((Recorded) told.get(3)).step().index()).isEqualTo(1);
    }

    @Test
    void aRestrictionIsToldAfterItsStep() {
        plan();
        claim();
        goOn(run.restricted(new StepProblem("PEER_FLOOD", "no"), NOW, NOW));

        assertThat(told).hasExactlyElementsOfTypes(Created.class, Planned.class, Recorded.class, Ended.class);
        assertThat(Objects.requireNonNull(ended().error()).code()).isEqualTo("session_restricted");
    }

    @Test
    void aRunThatIsGivenUpWhileItIsPlannedHasNoPlan() {
        goOn(run);
        claim();
        goOn(run.givenUp(NOW));

        assertThat(told).hasExactlyElementsOfTypes(Created.class, Ended.class);
    }

    @Test
    void aConversationIsToldWhenItIsBrokenOff() {
        Action talk = new Action.MessageBot(new Username("hu_menu_bot"), "order soup", 3, "Get some soup");
        goOn(Run.create(
                RunFixtures.id(1), RunFixtures.order(run.sessionId(), Plan.recorded(List.of(talk, talk))), NOW));
        claim();
        goOn(run.prepared(new MessageDraft.Message("Soup", null), new Usage(30, 20, 10), NOW));
        claim();
        goOn(run.spoke(
                new Turn("Soup", null, 7L, null),
                new StepProgress.Awaited(7, null, NOW, LATER),
                NOW,
                NOW.plusSeconds(1),
                List.of()));
        assertThat(told).hasExactlyElementsOfTypes(Created.class, Planned.class);
        goOn(run.cancelRequested(NOW));
        claim();
        goOn(run.concluded(NOW, PAUSE, List.of()));
        claim();
        goOn(run.finished(RunStatus.CANCELLED, NOW));

        assertThat(told).hasExactlyElementsOfTypes(Created.class, Planned.class, Recorded.class, Ended.class);
        StepResult said = Objects.requireNonNull(((Recorded) told.get(2)).step().result());
        assertThat(said.turns()).hasSize(1);
        assertThat(ended().usage()).isEqualTo(new RunReport.Tokens(30, 20, 10));
    }

    @Test
    void outcomesThatAreNewerThanTheRunBesideThemAreLeftForLater() {
        plan();
        Run before = run;
        succeed(NOW);

        assertThat(RunEvent.of(new Runs.Story(before, outcomes)))
                .hasExactlyElementsOfTypes(Created.class, Planned.class);
    }

    @Test
    void theEndIsNotToldBeforeTheOutcomesThatComeFirst() {
        goOn(run);
        claim();
        Run queued = run;
        goOn(run.planned(VISIT, NOW));
        for (int step = 0; step < PLAN.size(); step++) {
            succeed(NOW);
        }

        assertThat(run.status().isLive()).isFalse();
        assertThat(RunEvent.of(new Runs.Story(run, outcomes.subList(0, 2)))).isEqualTo(told.subList(0, 4));
        assertThat(RunEvent.of(new Runs.Story(queued, outcomes))).isEqualTo(told.subList(0, 1));
    }

    @Test
    void aPauseAndAnUnverifiedNetworkTellNothing() {
        plan();
        claim();
        goOn(run.waiting(LATER));
        claim();
        goOn(run.held("nobody knows", NOW));
        claim();
        goOn(run.flooded("join_chat", NOW.plus(Duration.ofMinutes(1)), NOW, NOW, PAUSE));

        assertThat(told).hasSize(2);
    }
}
