package dev.heatup.run;

import static dev.heatup.run.RunFixtures.IDLE;
import static dev.heatup.run.RunFixtures.JOIN;
import static dev.heatup.run.RunFixtures.NEWS;
import static dev.heatup.run.RunFixtures.NOW;
import static dev.heatup.run.RunFixtures.PAUSE;
import static dev.heatup.run.RunFixtures.PLAN;
import static dev.heatup.run.RunFixtures.READ;
import static dev.heatup.run.RunFixtures.SESSION;
import static dev.heatup.run.RunFixtures.VISIT;
import static dev.heatup.run.RunFixtures.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.heatup.planner.PlanSource;
import dev.heatup.planner.Usage;
import dev.heatup.run.Run.Times;
import dev.heatup.session.SessionChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RunTest {

    private static final RunRequest ORDER = RunFixtures.order(SESSION, null);
    private static final Instant BEFORE = NOW.minusSeconds(4);
    private static final Instant CLAIM_END = NOW.plusSeconds(15);
    private static final Times STARTED = new Times(NOW.minusSeconds(60), NOW.minusSeconds(50), null);
    private static final StepProblem TROUBLE = new StepProblem("CHANNEL_PRIVATE", "no way in");
    private static final List<SessionChange> LEARNT = List.of(new SessionChange.Joined(NEWS, NOW));
    private static final long TOKEN = 7;
    private static final int LAST = PLAN.size() - 1;

    /** A run with the plan, claimed until {@link #CLAIM_END}. */
    private static Run running(Position position) {
        return new Run(id(1), ORDER, RunStatus.RUNNING, VISIT, position, CLAIM_END, STARTED, null);
    }

    private static Run due(Position position, Instant dueAt) {
        return new Run(id(1), ORDER, RunStatus.RUNNING, VISIT, position, dueAt, STARTED, null);
    }

    private static Run ended(RunStatus status, Position position, @Nullable StepProblem stepProblem) {
        return new Run(
                id(1),
                ORDER,
                status,
                VISIT,
                position,
                null,
                new Times(STARTED.createdAt(), STARTED.startedAt(), NOW),
                stepProblem);
    }

    private static Position ready(int index, int succeeded) {
        return new Position(index, succeeded, StepPhase.READY, 0, null, TOKEN, false, StepProgress.NONE);
    }

    private static Position acting(int index, int succeeded) {
        return new Position(index, succeeded, StepPhase.ACTING, 1, null, TOKEN, false, StepProgress.NONE);
    }

    private static Position doubtful(int index, int succeeded) {
        return tried(StepPhase.DOUBTFUL, index, succeeded, 2);
    }

    private static Position tried(StepPhase stepPhase, int index, int succeeded, int tries) {
        return new Position(index, succeeded, stepPhase, tries, null, TOKEN, false, StepProgress.NONE);
    }

    private static Position cancelled(Position p) {
        return new Position(
                p.index(), p.succeeded(), p.phase(), p.tries(), p.heldSince(), p.token(), true, p.progress());
    }

    private static Position heldSince(Position p, @Nullable Instant since) {
        return new Position(
                p.index(), p.succeeded(), p.phase(), p.tries(), since, p.token(), p.cancelRequested(), p.progress());
    }

    /** A run that is being planned. */
    private static Run planning(Position position) {
        return new Run(id(1), ORDER, RunStatus.PLANNING, null, position, NOW.plusSeconds(19), STARTED, null);
    }

    @ParameterizedTest
    @CsvSource({"10, false", "11, true"})
    void whatIsClaimedInVainIsGivenUp(int tries, boolean givenUp) {
        assertThat(running(tried(StepPhase.DOUBTFUL, 1, 1, tries)).next(NOW, Map.of()))
                .isEqualTo(givenUp ? new Next.GiveUp() : new Next.Reconcile(1, READ, null));
        assertThat(planning(tried(StepPhase.DOUBTFUL, 0, 0, tries)).next(NOW, Map.of()))
                .isEqualTo(givenUp ? new Next.GiveUp() : new Next.Propose());
    }

    @Test
    void aStepThatIsGivenUpIsUnknownAndARunWithoutAPlanFails() {
        Transition step = running(doubtful(1, 1)).givenUp(NOW);
        assertThat(step.outcome()).extracting(StepOutcome::status).isEqualTo(StepStatus.UNKNOWN);
        assertThat(step.run().position()).isEqualTo(ready(2, 1));

        Transition planning = planning(doubtful(0, 0)).givenUp(NOW);
        assertThat(planning.outcome()).isNull();
        assertThat(planning.run().status()).isEqualTo(RunStatus.FAILED);
        assertThat(planning.run().problem()).extracting(StepProblem::code).isEqualTo("gave_up");
    }

    private static StepOutcome outcome(
            int step, StepStatus status, @Nullable StepProblem stepProblem, Instant endsAt, @Nullable Duration pause) {
        return new StepOutcome(step, status, stepProblem, BEFORE, endsAt, pause, null);
    }

    @Test
    void aNewRunIsQueuedAndDueAtOnce() {
        Run run = Run.create(id(1), ORDER, NOW);

        assertThat(run)
                .isEqualTo(new Run(
                        id(1),
                        ORDER,
                        RunStatus.QUEUED,
                        null,
                        new Position(0, 0, StepPhase.READY, 0, null, 0, false, StepProgress.NONE),
                        NOW,
                        new Times(NOW, null, null),
                        null));
        assertThat(run.lane()).isEqualTo(Lane.PLANNING);
        assertThat(run.sessionId()).isEqualTo(SESSION);
    }

    @Test
    void aRunWithTheCallersPlanIsNotPlanned() {
        Run run = Run.create(id(1), RunFixtures.order(SESSION, PLAN), NOW);

        assertThat(run.visit()).isEqualTo(new PlannedVisit(PLAN, PlanSource.GIVEN, Usage.NONE, null));
        assertThat(run.lane()).isEqualTo(Lane.STEPS);
        assertThat(run.claimed(NOW).next(NOW, Map.of())).isEqualTo(new Next.Act(0, JOIN, null));
    }

    static Stream<Arguments> claims() {
        Run fresh = Run.create(id(1), ORDER, NOW.minusSeconds(1));
        Instant claimed = NOW.plusSeconds(19);
        return Stream.of(
                arguments(
                        fresh,
                        new Run(
                                id(1),
                                ORDER,
                                RunStatus.PLANNING,
                                null,
                                new Position(0, 0, StepPhase.ACTING, 1, null, 1, false, StepProgress.NONE),
                                claimed,
                                new Times(NOW.minusSeconds(1), NOW, null),
                                null)),
                arguments(
                        planning(acting(0, 0)),
                        new Run(
                                id(1),
                                ORDER,
                                RunStatus.PLANNING,
                                null,
                                new Position(0, 0, StepPhase.DOUBTFUL, 2, null, TOKEN + 1, false, StepProgress.NONE),
                                claimed,
                                STARTED,
                                null)),
                arguments(
                        due(ready(1, 1), NOW),
                        running(new Position(1, 1, StepPhase.ACTING, 1, null, TOKEN + 1, false, StepProgress.NONE))),
                arguments(
                        running(cancelled(acting(1, 1))),
                        running(new Position(1, 1, StepPhase.DOUBTFUL, 2, null, TOKEN + 1, true, StepProgress.NONE))),
                arguments(
                        running(heldSince(doubtful(1, 1), BEFORE)),
                        running(new Position(
                                1, 1, StepPhase.DOUBTFUL, 3, BEFORE, TOKEN + 1, false, StepProgress.NONE))));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void aClaimMovesTheRunAheadAndRaisesItsToken(Run before, Run after) {
        assertThat(before.claimed(NOW)).isEqualTo(after);
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "PARTIAL", "FAILED", "CANCELLED", "REFUSED"})
    void anEndedRunHasEnded(RunStatus status) {
        assertThat(ended(status, ready(1, 1), null).next(NOW, Map.of())).isEqualTo(new Next.Finish(status));
    }

    static Stream<Arguments> nexts() {
        Next cancelled = new Next.Finish(RunStatus.CANCELLED);
        return Stream.of(
                arguments(planning(acting(0, 0)), new Next.Propose()),
                arguments(planning(doubtful(0, 0)), new Next.Propose()),
                arguments(running(acting(0, 0)), new Next.Act(0, JOIN, null)),
                arguments(running(acting(1, 1)), new Next.Act(1, READ, null)),
                arguments(running(acting(2, 2)), new Next.Act(2, IDLE, null)),
                arguments(running(doubtful(1, 1)), new Next.Reconcile(1, READ, null)),
                arguments(due(ready(0, 0), NOW), new Next.Act(0, JOIN, null)),
                arguments(due(ready(0, 0), NOW.plusMillis(1)), new Next.Wait(NOW.plusMillis(1))),
                arguments(running(acting(3, 0)), new Next.Finish(RunStatus.FAILED)),
                arguments(running(acting(3, 1)), new Next.Finish(RunStatus.PARTIAL)),
                arguments(running(acting(3, 3)), new Next.Finish(RunStatus.COMPLETED)),
                arguments(running(doubtful(3, 3)), new Next.Finish(RunStatus.COMPLETED)),
                arguments(due(cancelled(ready(1, 1)), NOW.plusSeconds(5)), cancelled),
                arguments(running(cancelled(acting(1, 1))), cancelled),
                arguments(running(cancelled(doubtful(1, 1))), new Next.Look(1, READ, null)),
                arguments(planning(cancelled(acting(0, 0))), cancelled),
                arguments(planning(cancelled(doubtful(0, 0))), cancelled));
    }

    @ParameterizedTest
    @MethodSource("nexts")
    void nextFollowsFromTheState(Run run, Next expected) {
        assertThat(run.next(NOW, Map.of())).isEqualTo(expected);
    }

    static Stream<Arguments> floodWaits() {
        Run join = running(acting(0, 0));
        Run read = running(acting(1, 1));
        Instant soon = NOW.plusSeconds(30);
        Instant later = NOW.plusSeconds(90);
        Instant limit = NOW.plus(Duration.ofMinutes(15));
        Instant beyond = limit.plusMillis(1);
        return Stream.of(
                arguments(join, Map.of(ActionMethods.JOIN, soon), new Next.Wait(soon)),
                arguments(join, Map.of(ActionMethods.JOIN, NOW), new Next.Act(0, JOIN, null)),
                arguments(join, Map.of(ActionMethods.JOIN, BEFORE), new Next.Act(0, JOIN, null)),
                arguments(join, Map.of(ActionMethods.JOIN, limit), new Next.Wait(limit)),
                arguments(join, Map.of(ActionMethods.JOIN, beyond), new Next.Forgo(0, JOIN, beyond)),
                arguments(join, Map.of(ActionMethods.HISTORY, soon), new Next.Act(0, JOIN, null)),
                arguments(join, Map.of(ActionMethods.DIALOGS, soon), new Next.Act(0, JOIN, null)),
                arguments(running(doubtful(0, 0)), Map.of(ActionMethods.DIALOGS, soon), new Next.Wait(soon)),
                arguments(running(doubtful(0, 0)), Map.of(ActionMethods.JOIN, soon), new Next.Wait(soon)),
                arguments(read, Map.of(ActionMethods.HISTORY, soon, ActionMethods.READ, later), new Next.Wait(later)),
                arguments(read, Map.of(ActionMethods.VIEWS, later, ActionMethods.READ, soon), new Next.Wait(later)),
                arguments(running(doubtful(1, 1)), Map.of(ActionMethods.VIEWS, soon), new Next.Wait(soon)),
                arguments(
                        running(acting(2, 2)),
                        Map.of(ActionMethods.JOIN, soon, ActionMethods.READ, beyond),
                        new Next.Act(2, IDLE, null)),
                arguments(
                        running(doubtful(2, 2)),
                        Map.of(ActionMethods.DIALOGS, soon),
                        new Next.Reconcile(2, IDLE, null)));
    }

    @ParameterizedTest
    @MethodSource("floodWaits")
    void aFloodWaitIsKeptForTheMethodsThatTheStepCalls(Run run, Map<String, Instant> notBefore, Next expected) {
        assertThat(run.next(NOW, notBefore)).isEqualTo(expected);
    }

    @Test
    void aPlannedRunIsDueAtOnceAtItsFirstStep() {
        Run claimed = planning(new Position(0, 0, StepPhase.DOUBTFUL, 3, BEFORE, TOKEN, true, StepProgress.NONE));

        assertThat(claimed.planned(VISIT, NOW))
                .isEqualTo(Transition.to(
                        due(new Position(0, 0, StepPhase.READY, 0, null, TOKEN, true, StepProgress.NONE), NOW)));
    }

    @ParameterizedTest
    @CsvSource({"ACTING, READY, 1, 0", "ACTING, READY, 3, 2", "DOUBTFUL, DOUBTFUL, 3, 2", "ACTING, READY, 0, 0"})
    void waitingLeavesTheRunAsItWasBeforeTheClaim(StepPhase claimed, StepPhase after, int tries, int triesAfter) {
        Run run = running(heldSince(tried(claimed, 1, 1, tries), BEFORE));
        Instant until = NOW.plusSeconds(40);

        assertThat(run.waiting(until)).isEqualTo(Transition.to(due(tried(after, 1, 1, triesAfter), until)));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "3, 4", "7, 8", "31, 32", "59, 60", "63, 60", "599, 60"})
    void holdingBacksOffUntilAMinute(long heldForSeconds, long backoffSeconds) {
        Instant since = NOW.minusSeconds(heldForSeconds);
        Run run = running(heldSince(tried(StepPhase.ACTING, 1, 1, 1), since));

        assertThat(run.held("no answer", NOW))
                .isEqualTo(Transition.to(due(heldSince(ready(1, 1), since), NOW.plusSeconds(backoffSeconds))));
    }

    @Test
    void theFirstHoldIsRememberedAndLeavesDoubtAsItIs() {
        assertThat(running(doubtful(1, 1)).held("no answer", NOW))
                .isEqualTo(Transition.to(due(heldSince(tried(StepPhase.DOUBTFUL, 1, 1, 1), NOW), NOW.plusSeconds(1))));
    }

    @Test
    void aHoldOfTenMinutesEndsTheRun() {
        Run run = running(heldSince(acting(1, 1), NOW.minus(Duration.ofMinutes(10))));

        assertThat(run.held("no answer", NOW))
                .isEqualTo(Transition.to(ended(
                        RunStatus.REFUSED,
                        heldSince(tried(StepPhase.READY, 1, 1, 1), null),
                        new StepProblem("environment_unverified", "no answer"))));
    }

    @Test
    void aHoldEndsWithTheNextThingThatIsSent() {
        Run run = running(heldSince(acting(1, 1), BEFORE));

        assertThat(run.doubted("timed out", BEFORE, NOW, PAUSE).run().position().heldSince())
                .isNull();
        assertThat(run.unsent("refused", BEFORE, NOW, PAUSE).run().position().heldSince())
                .isNull();
    }

    @Test
    void aRefusedRunEndsWithoutAnOutcomeOfItsStep() {
        assertThat(running(acting(1, 1)).refused(TROUBLE, NOW))
                .isEqualTo(Transition.to(ended(RunStatus.REFUSED, tried(StepPhase.READY, 1, 1, 1), TROUBLE)));
        assertThat(planning(doubtful(0, 0)).refused(TROUBLE, NOW).outcome()).isNull();
        assertThat(running(doubtful(3, 3)).refused(TROUBLE, NOW).outcome()).isNull();
    }

    @Test
    void aStepInDoubtStaysUnknownWhenItsRunIsRefused() {
        assertThat(running(doubtful(1, 1)).refused(TROUBLE, NOW))
                .isEqualTo(new Transition(
                        ended(RunStatus.REFUSED, ready(2, 1), TROUBLE),
                        new StepOutcome(1, StepStatus.UNKNOWN, TROUBLE, NOW, NOW, null, null),
                        List.of()));
    }

    @ParameterizedTest
    @CsvSource({"ACTING, READY", "DOUBTFUL, DOUBTFUL"})
    void aShortFloodWaitIsWaitedForAndRemembered(StepPhase stepPhase, StepPhase after) {
        Instant until = NOW.plus(Duration.ofMinutes(15));

        assertThat(running(tried(stepPhase, 0, 0, 2)).flooded(ActionMethods.JOIN, until, BEFORE, NOW, PAUSE))
                .isEqualTo(new Transition(
                        due(tried(after, 0, 0, 1), until),
                        null,
                        List.of(new SessionChange.FloodWait(ActionMethods.JOIN, until))));
    }

    @ParameterizedTest
    @CsvSource({"ACTING, FAILED", "DOUBTFUL, UNKNOWN"})
    void aLongFloodWaitEndsTheStepAndIsRemembered(StepPhase stepPhase, StepStatus status) {
        Instant until = NOW.plus(Duration.ofMinutes(15)).plusMillis(1);

        assertThat(running(tried(stepPhase, 0, 0, 2)).flooded(ActionMethods.JOIN, until, BEFORE, NOW, PAUSE))
                .isEqualTo(new Transition(
                        due(ready(1, 0), NOW.plusSeconds(3)),
                        outcome(0, status, tooLong(until), NOW, PAUSE.world()),
                        List.of(new SessionChange.FloodWait(ActionMethods.JOIN, until))));
    }

    @Test
    void aStepIsForgoneForAnEarlierFloodWait() {
        Instant until = NOW.plus(Duration.ofHours(1));

        assertThat(running(acting(0, 0)).forgone(until, NOW, PAUSE))
                .isEqualTo(new Transition(
                        due(ready(1, 0), NOW.plusSeconds(3)),
                        new StepOutcome(0, StepStatus.FAILED, tooLong(until), NOW, NOW, PAUSE.world(), null),
                        List.of()));
    }

    private static StepProblem tooLong(Instant until) {
        return new StepProblem(
                "FLOOD_WAIT_X", "the network asks to wait until " + until + ", longer than a visit lasts");
    }

    @ParameterizedTest
    @CsvSource({
        "ACTING, 1, READY, 1",
        "ACTING, 2, READY, 2",
        "ACTING, 3, READY, 4",
        "ACTING, 4, READY, 8",
        "DOUBTFUL, 4, DOUBTFUL, 8"
    })
    void whatWasNotSentIsTriedAgain(StepPhase stepPhase, int tries, StepPhase after, long backoffSeconds) {
        assertThat(running(tried(stepPhase, 1, 1, tries)).unsent("refused", BEFORE, NOW, PAUSE))
                .isEqualTo(Transition.to(due(tried(after, 1, 1, tries), NOW.plusSeconds(backoffSeconds))));
    }

    @Test
    void whatCouldNotBeSentFiveTimesFails() {
        assertThat(running(tried(StepPhase.ACTING, 1, 1, 5)).unsent("refused", BEFORE, NOW, PAUSE))
                .isEqualTo(new Transition(
                        due(ready(2, 1), NOW.plusSeconds(3)),
                        outcome(
                                1,
                                StepStatus.FAILED,
                                new StepProblem("gateway_unreachable", "refused"),
                                NOW,
                                PAUSE.world()),
                        List.of()));
    }

    @ParameterizedTest
    @CsvSource({"ACTING, 1, 1", "DOUBTFUL, 2, 2", "DOUBTFUL, 3, 4", "DOUBTFUL, 4, 8"})
    void whatMayHaveHappenedIsReconciledLater(StepPhase stepPhase, int tries, long backoffSeconds) {
        assertThat(running(tried(stepPhase, 1, 1, tries)).doubted("timed out", BEFORE, NOW, PAUSE))
                .isEqualTo(Transition.to(due(tried(StepPhase.DOUBTFUL, 1, 1, tries), NOW.plusSeconds(backoffSeconds))));
    }

    @Test
    void whatIsInDoubtFiveTimesStaysUnknownAndIsNeverRepeated() {
        Run run = running(tried(StepPhase.DOUBTFUL, 1, 1, 5));
        Transition unknown = new Transition(
                due(ready(2, 1), NOW.plusSeconds(3)),
                outcome(1, StepStatus.UNKNOWN, new StepProblem("outcome_unknown", "timed out"), NOW, PAUSE.world()),
                List.of());

        assertThat(run.doubted("timed out", BEFORE, NOW, PAUSE)).isEqualTo(unknown);
        assertThat(run.unsent("timed out", BEFORE, NOW, PAUSE)).isEqualTo(unknown);
        assertThat(unknown.run().claimed(NOW.plusSeconds(3)).next(NOW.plusSeconds(3), Map.of()))
                .isEqualTo(new Next.Act(2, IDLE, null));
    }

    @Test
    void aStepThatSucceededIsFollowedByAPause() {
        assertThat(running(acting(0, 0)).succeeded(BEFORE, NOW, NOW, PAUSE, LEARNT))
                .isEqualTo(new Transition(
                        due(ready(1, 1), NOW.plusSeconds(3)),
                        outcome(0, StepStatus.SUCCEEDED, null, NOW, PAUSE.world()),
                        LEARNT));
    }

    @Test
    void theNextStepIsDueAfterReadingAndThePause() {
        Instant endsAt = NOW.plusSeconds(20);

        assertThat(running(acting(1, 1)).succeeded(BEFORE, endsAt, NOW, PAUSE, LEARNT))
                .isEqualTo(new Transition(
                        due(ready(2, 2), NOW.plusSeconds(23)),
                        outcome(1, StepStatus.SUCCEEDED, null, endsAt, PAUSE.world()),
                        LEARNT));
    }

    @Test
    void aStepWithoutAPauseIsFollowedAtOnce() {
        assertThat(running(acting(0, 0)).succeeded(BEFORE, NOW, NOW, null, List.of()))
                .isEqualTo(new Transition(
                        due(ready(1, 1), NOW), outcome(0, StepStatus.SUCCEEDED, null, NOW, null), List.of()));
    }

    @Test
    void aStepThatFailedIsFollowedByTheNextAllTheSame() {
        assertThat(running(acting(0, 0)).failed(TROUBLE, BEFORE, NOW, PAUSE, LEARNT))
                .isEqualTo(new Transition(
                        due(ready(1, 0), NOW.plusSeconds(3)),
                        outcome(0, StepStatus.FAILED, TROUBLE, NOW, PAUSE.world()),
                        LEARNT));
    }

    @ParameterizedTest
    @CsvSource({"2, COMPLETED", "1, PARTIAL", "0, PARTIAL"})
    void theLastStepEndsTheRun(int succeeded, RunStatus status) {
        assertThat(running(acting(LAST, succeeded)).succeeded(BEFORE, NOW, NOW, PAUSE, List.of()))
                .isEqualTo(new Transition(
                        ended(status, ready(LAST + 1, succeeded + 1), null),
                        outcome(LAST, StepStatus.SUCCEEDED, null, NOW, null),
                        List.of()));
    }

    @ParameterizedTest
    @CsvSource({"2, PARTIAL", "0, FAILED"})
    void aFailedLastStepEndsTheRunToo(int succeeded, RunStatus status) {
        assertThat(running(acting(LAST, succeeded)).failed(TROUBLE, BEFORE, NOW, PAUSE, List.of()))
                .isEqualTo(new Transition(
                        ended(status, ready(LAST + 1, succeeded), null),
                        outcome(LAST, StepStatus.FAILED, TROUBLE, NOW, null),
                        List.of()));
    }

    @Test
    void aRunLivesUntilItsLastStepIsOver() {
        Instant endsAt = NOW.plusSeconds(5);
        Transition idling = running(acting(LAST, LAST)).succeeded(BEFORE, endsAt, NOW, PAUSE, List.of());

        assertThat(idling)
                .isEqualTo(new Transition(
                        due(ready(LAST + 1, LAST + 1), endsAt),
                        outcome(LAST, StepStatus.SUCCEEDED, null, endsAt, null),
                        List.of()));
        assertThat(idling.run().claimed(endsAt).next(endsAt, Map.of())).isEqualTo(new Next.Finish(RunStatus.COMPLETED));
    }

    @ParameterizedTest
    @CsvSource({"0, FAILED", "1, PARTIAL"})
    void aRestrictionEndsTheRunAndQuarantinesTheSession(int succeeded, RunStatus status) {
        StepProblem flood = new StepProblem("PEER_FLOOD", "too much");

        assertThat(running(acting(1, succeeded)).restricted(flood, BEFORE, NOW))
                .isEqualTo(new Transition(
                        ended(
                                status,
                                ready(2, succeeded),
                                new StepProblem(
                                        "session_restricted", "the network restricted the session: PEER_FLOOD")),
                        outcome(1, StepStatus.FAILED, flood, NOW, null),
                        List.of(new SessionChange.Restricted("PEER_FLOOD", NOW))));
    }

    @Test
    void aStepInDoubtStaysUnknownWhenTheSessionIsRestricted() {
        StepOutcome stepOutcome = running(doubtful(1, 1))
                .restricted(new StepProblem("PEER_FLOOD", "too much"), BEFORE, NOW)
                .outcome();

        assertThat(stepOutcome).extracting(StepOutcome::status).isEqualTo(StepStatus.UNKNOWN);
    }

    @Test
    void aFinishedRunIsDueNoMore() {
        assertThat(running(acting(1, 1)).finished(RunStatus.CANCELLED, NOW))
                .isEqualTo(Transition.to(ended(RunStatus.CANCELLED, tried(StepPhase.READY, 1, 1, 1), null)));
    }

    @Test
    void aRunWithoutAPlanHasNoStepToRecord() {
        assertThatThrownBy(() -> planning(acting(0, 0)).failed(TROUBLE, BEFORE, NOW, PAUSE, List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(id(1).value());
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "ACTING", "SKIPPED"})
    void anOutcomeIsFinal(StepStatus status) {
        assertThatThrownBy(() -> outcome(0, status, null, NOW, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theStatusesHaveTheirWireNames() {
        assertThat(Stream.of(RunStatus.values()).map(RunStatus::wireName))
                .containsExactly(
                        "queued", "planning", "running", "completed", "partial", "failed", "cancelled", "refused");
        assertThat(Stream.of(StepStatus.values()).map(StepStatus::wireName))
                .containsExactly("pending", "acting", "succeeded", "failed", "skipped", "unknown");
    }
}
