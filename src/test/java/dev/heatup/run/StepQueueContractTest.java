package dev.heatup.run;

import static dev.heatup.run.RunFixtures.NEWS;
import static dev.heatup.run.RunFixtures.NOW;
import static dev.heatup.run.RunFixtures.PAUSE;
import static dev.heatup.run.RunFixtures.PLAN;
import static dev.heatup.run.RunFixtures.given;
import static dev.heatup.run.RunFixtures.id;
import static dev.heatup.run.RunFixtures.order;
import static dev.heatup.run.RunFixtures.unplanned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.channel.Username;
import dev.heatup.plan.Action;
import dev.heatup.plan.Plan;
import dev.heatup.planner.PlanSource;
import dev.heatup.planner.Usage;
import dev.heatup.run.Runs.Cancellation;
import dev.heatup.run.Runs.Creation;
import dev.heatup.run.Runs.Filter;
import dev.heatup.run.Runs.RequestKey;
import dev.heatup.run.Runs.Story;
import dev.heatup.run.StepProgress.Awaited;
import dev.heatup.run.StepQueue.Claimed;
import dev.heatup.run.StepResult.Answer;
import dev.heatup.run.StepResult.Turn;
import dev.heatup.run.TargetState.Admission;
import dev.heatup.run.TargetState.Latch;
import dev.heatup.run.TargetState.Standing;
import dev.heatup.session.Quarantine;
import dev.heatup.session.Session;
import dev.heatup.session.SessionChange;
import dev.heatup.session.SessionId;
import dev.heatup.session.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store does with runs, whatever it keeps them in; it begins each test empty. */
public abstract class StepQueueContractTest {

    private static final SessionLimit NO_LIMIT = SessionLimit.NONE;
    private static final StepProblem TROUBLE = new StepProblem("CHANNEL_PRIVATE", "no way in");
    private static final RequestKey KEY = new RequestKey("caller", "/warmup/s1", "key", "hash");

    /** What was claimed last of each run. */
    private final Map<RunId, Claimed> claims = new HashMap<>();

    protected Runs runs;
    protected StepQueue queue;
    protected TargetState target;
    protected Sessions sessions;

    /** An empty store. */
    public record Store(Runs runs, StepQueue queue, TargetState target, Sessions sessions) {}

    protected abstract Store store();

    @BeforeEach
    void begin() {
        Store store = store();
        runs = store.runs();
        queue = store.queue();
        target = store.target();
        sessions = store.sessions();
    }

    @Test
    void aRunIsFoundAsItWasCreated() {
        Run planned = given(1);
        Run limited = Run.create(
                id(2),
                new RunRequest(new SessionId("s2"), Target.SANDBOX, "pool", "strategy", Long.MIN_VALUE, 3, null),
                NOW);

        assertThat(create(planned)).isEqualTo(new Creation.Created(planned));
        assertThat(create(limited)).isEqualTo(new Creation.Created(limited));
        assertThat(runs.find(id(1))).contains(new Story(planned, List.of()));
        assertThat(runs.find(id(2))).contains(new Story(limited, List.of()));
        assertThat(runs.find(id(3))).isEmpty();
        assertThat(runs.live()).isEqualTo(2);
    }

    @Test
    void aSessionHasOneLiveRun() {
        create(unplanned(1));

        assertThat(create(again(2))).isEqualTo(new Creation.Busy(id(1)));
        assertThat(runs.find(id(2))).isEmpty();
    }

    @Test
    void aSessionMayRunAgainOnceItsRunEnded() {
        create(unplanned(1));
        runs.cancel(id(1), NOW);

        assertThat(create(again(2))).isEqualTo(new Creation.Created(again(2)));
        assertThat(runs.live()).isEqualTo(1);
    }

    @Test
    void noMoreSessionsActInAWeekThanTheLimitAllows() {
        SessionLimit limit = new SessionLimit(2, Duration.ofDays(7));
        runs.create(unplanned(1), null, limit);
        runs.create(Run.create(id(2), order(new SessionId("s2"), null), NOW.plusSeconds(9)), null, limit);
        runs.cancel(id(1), NOW);
        Instant free = NOW.plus(Duration.ofDays(7));

        assertThat(runs.create(givenAt(3, free.minusMillis(1)), null, limit))
                .isEqualTo(new Creation.Full(new Admission.Full(limit, free)));
        // Who has a place keeps it, and one that is busy is told that.
        assertThat(runs.create(again(4), null, limit)).isInstanceOf(Creation.Created.class);
        assertThat(runs.create(again(5), null, limit)).isEqualTo(new Creation.Busy(id(4)));
        assertThat(runs.find(id(3))).isEmpty();
    }

    @Test
    void aPlaceIsFreeAWeekAfterItsSessionActedLast() {
        SessionLimit limit = new SessionLimit(1, Duration.ofDays(7));
        SessionId first = new SessionId("s1");
        SessionId second = new SessionId("s2");
        Instant last = NOW.plus(Duration.ofDays(3));
        Instant free = NOW.plus(Duration.ofDays(10));

        assertThat(target.admit(first, limit, NOW)).isEqualTo(new Admission.Admitted());
        assertThat(target.admit(first, limit, last)).isEqualTo(new Admission.Admitted());
        assertThat(target.admit(second, limit, free.minusMillis(1))).isEqualTo(new Admission.Full(limit, free));
        assertThat(target.admit(second, limit, free)).isEqualTo(new Admission.Admitted());
        assertThat(target.admit(first, limit, free)).isInstanceOf(Admission.Full.class);
    }

    @Test
    void aSessionInQuarantineIsNotAdmitted() {
        restrict(given(1));

        assertThat(target.admit(new SessionId("s1"), new SessionLimit(20, Duration.ofDays(7)), NOW))
                .isInstanceOf(Admission.Quarantined.class);
    }

    @Test
    void placesOutlastTheRuns() {
        SessionLimit limit = new SessionLimit(1, Duration.ofDays(7));
        runs.create(unplanned(1), null, limit);
        runs.cancel(id(1), NOW);
        runs.forget(NOW.plus(Duration.ofDays(1)), 10);

        assertThat(target.admit(new SessionId("s2"), limit, NOW.plus(Duration.ofDays(2))))
                .isInstanceOf(Admission.Full.class);
    }

    private static Run givenAt(int number, Instant now) {
        return Run.create(id(number), order(new SessionId("s" + number), null), now);
    }

    @Test
    void aRequestThatComesAgainIsAnsweredLikeTheFirst() {
        runs.create(unplanned(1), KEY, NO_LIMIT);

        assertThat(runs.create(again(2), KEY, NO_LIMIT)).isEqualTo(new Creation.Repeated(id(1)));
        runs.cancel(id(1), NOW);
        assertThat(runs.create(again(3), KEY, NO_LIMIT)).isEqualTo(new Creation.Repeated(id(1)));
    }

    @Test
    void aKeyWithAnotherRequestIsAMistake() {
        runs.create(unplanned(1), KEY, NO_LIMIT);

        assertThat(runs.create(again(2), new RequestKey("caller", "/warmup/s1", "key", "other"), NO_LIMIT))
                .isEqualTo(new Creation.KeyReused());
    }

    @Test
    void keysOfOtherCallersAndPathsAreOtherKeys() {
        runs.create(unplanned(1), KEY, NO_LIMIT);

        for (RequestKey other : List.of(
                new RequestKey("somebody", "/warmup/s1", "key", "hash"),
                new RequestKey("caller", "/warmup-sync/s1", "key", "hash"),
                new RequestKey("caller", "/warmup/s1", "lock", "hash"))) {
            assertThat(runs.create(again(2), other, NO_LIMIT)).isEqualTo(new Creation.Busy(id(1)));
        }
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        runs.create(unplanned(1), KEY, NO_LIMIT);
        runs.cancel(id(1), NOW);
        Instant tomorrow = NOW.plus(Duration.ofHours(24));

        assertThat(runs.create(againAt(2, tomorrow.minusMillis(1)), KEY, NO_LIMIT))
                .isEqualTo(new Creation.Repeated(id(1)));
        assertThat(runs.create(againAt(3, tomorrow), KEY, NO_LIMIT)).isInstanceOf(Creation.Created.class);
        assertThat(runs.create(againAt(4, tomorrow), KEY, NO_LIMIT)).isEqualTo(new Creation.Repeated(id(3)));
    }

    @Test
    void aRequestThatWasRefusedMayComeAgainWithItsKey() {
        create(unplanned(1));
        assertThat(runs.create(again(2), KEY, NO_LIMIT)).isEqualTo(new Creation.Busy(id(1)));
        runs.cancel(id(1), NOW);

        assertThat(runs.create(again(2), KEY, NO_LIMIT)).isInstanceOf(Creation.Created.class);
    }

    @Test
    void noRunStartsForAQuarantinedSessionUntilItIsReleased() {
        restrict(given(1));

        assertThat(create(again(2))).isEqualTo(new Creation.Quarantined(new Quarantine("PEER_FLOOD", NOW)));
        assertThat(sessions.release(new SessionId("s1"), "looked at it", NOW.plusSeconds(9)))
                .isTrue();
        assertThat(create(again(2))).isInstanceOf(Creation.Created.class);
    }

    @Test
    void aClaimDoesWhatTheRunSays() {
        create(unplanned(1));
        create(given(2));

        assertThat(claimOne(Lane.PLANNING, NOW)).isEqualTo(unplanned(1).claimed(NOW));
        assertThat(claimOne(Lane.STEPS, NOW)).isEqualTo(given(2).claimed(NOW));
        assertThat(found(1)).isEqualTo(unplanned(1).claimed(NOW));
        assertThat(found(2)).isEqualTo(given(2).claimed(NOW));
    }

    @Test
    void aClaimThatRanOutComesBackInDoubt() {
        create(given(1));
        create(unplanned(2));
        Run step = claimOne(Lane.STEPS, NOW);
        Run planning = claimOne(Lane.PLANNING, NOW);

        assertThat(claim(Lane.STEPS, NOW.plusSeconds(15).minusMillis(1), 10)).isEmpty();
        assertThat(claimOne(Lane.STEPS, NOW.plusSeconds(15))).isEqualTo(step.claimed(NOW.plusSeconds(15)));
        assertThat(claim(Lane.PLANNING, NOW.plusSeconds(19).minusMillis(1), 10)).isEmpty();
        assertThat(claimOne(Lane.PLANNING, NOW.plusSeconds(19))).isEqualTo(planning.claimed(NOW.plusSeconds(19)));
        Instant third = NOW.plusSeconds(60);
        assertThat(claimOne(Lane.STEPS, third))
                .isEqualTo(step.claimed(NOW.plusSeconds(15)).claimed(third));
    }

    @Test
    void theLongestDueAreClaimedFirstAndNoMoreThanAsked() {
        IntStream.range(0, 6).forEach(i -> create(given(i + 1, NOW.minusSeconds((i * 5) % 6))));

        assertThat(claim(Lane.STEPS, NOW, 2).stream().map(Run::id)).containsExactlyInAnyOrder(id(2), id(3));
        assertThat(claim(Lane.STEPS, NOW, 3).stream().map(Run::id)).containsExactlyInAnyOrder(id(4), id(5), id(6));
        assertThat(claim(Lane.STEPS, NOW, 3).stream().map(Run::id)).containsExactly(id(1));
    }

    @Test
    void whatIsNotDueIsNotClaimed() {
        create(given(1, NOW.plusMillis(1)));

        assertThat(claim(Lane.STEPS, NOW, 10)).isEmpty();
    }

    @Test
    void eachLaneHasItsOwnRuns() {
        create(unplanned(1));
        create(given(2));

        assertThat(claim(Lane.PLANNING, NOW, 10).stream().map(Run::id)).containsExactly(id(1));
        assertThat(claim(Lane.STEPS, NOW, 10).stream().map(Run::id)).containsExactly(id(2));
    }

    @Test
    void aClaimTellsWhenTheLanesNextRunIsDue() {
        create(given(1));
        create(given(2, NOW.plusSeconds(7)));
        create(Run.create(id(3), order(new SessionId("s3"), null), NOW.plusSeconds(3)));

        assertThat(queue.claim(Lane.STEPS, NOW, 1).nextDue()).isEqualTo(NOW);
        assertThat(queue.claim(Lane.STEPS, NOW, 1).nextDue()).isEqualTo(NOW.plusSeconds(7));
        assertThat(queue.claim(Lane.PLANNING, NOW, 1).nextDue()).isEqualTo(NOW.plusSeconds(3));
    }

    @Test
    void anEmptyLaneHasNoNextRun() {
        create(given(1));

        assertThat(queue.claim(Lane.PLANNING, NOW, 1))
                .isEqualTo(new StepQueue.Batch(List.of(), Standing.INITIAL, null));
    }

    @Test
    void aClaimBringsTheFloodWaitsOfItsSessionsThatAreInForce() {
        create(given(1));
        complete(claimOneAt(NOW).flooded("a.short", NOW.plusSeconds(10), NOW, NOW, PAUSE));
        complete(claimOneAt(NOW.plusSeconds(10)).flooded("a.long", NOW.plusSeconds(20), NOW, NOW, PAUSE));
        create(given(2, NOW.plusSeconds(20)));

        assertThat(waits(NOW.plusSeconds(20))).containsExactlyInAnyOrder(Map.of(), Map.of());
        assertThat(waits(NOW.plusSeconds(20).minusMillis(1))).isEmpty();
    }

    @Test
    void aFloodWaitMeetsTheSessionsNextRunToo() {
        create(given(1));
        Instant until = NOW.plusSeconds(20);
        complete(claimOneAt(NOW).flooded("a.long", until, NOW, NOW, PAUSE));
        runs.cancel(id(1), NOW);
        create(Run.create(id(2), order(new SessionId("s1"), PLAN), NOW));
        create(given(3));

        assertThat(waits(until.minusMillis(1))).containsExactlyInAnyOrder(Map.of("a.long", until), Map.of());
    }

    private List<Map<String, Instant>> waits(Instant now) {
        return queue.claim(Lane.STEPS, now, 10).claimed().stream()
                .map(Claimed::notBefore)
                .toList();
    }

    @Test
    void aPlannedRunGoesToTheOtherLaneWithAllOfItsPlan() {
        create(unplanned(1));
        Transition planned = claimOne(Lane.PLANNING, NOW)
                .planned(new PlannedVisit(PLAN, PlanSource.FALLBACK, new Usage(1, 2, 3), "no \"answer\" – нет"), NOW);

        assertThat(complete(planned)).isTrue();
        assertThat(found(1)).isEqualTo(planned.run());
        assertThat(claim(Lane.PLANNING, NOW.plusSeconds(99), 10)).isEmpty();
        assertThat(claimOne(Lane.STEPS, NOW)).isEqualTo(planned.run().claimed(NOW));
    }

    @Test
    void whatAModelSaysMayHoldAnything() {
        create(unplanned(1));

        assertThat(complete(claimOne(Lane.PLANNING, NOW)
                        .planned(new PlannedVisit(PLAN, PlanSource.FALLBACK, Usage.NONE, "a\u0000b\ud800"), NOW)))
                .isTrue();
    }

    @Test
    void aStepIsRecordedWithItsOutcomeAndWhatItTaught() {
        create(given(1));
        Transition joined =
                claimOneAt(NOW).succeeded(NOW, NOW, NOW, PAUSE, List.of(new SessionChange.Joined(NEWS, NOW)));

        assertThat(complete(joined)).isTrue();
        assertThat(runs.find(id(1))).contains(new Story(joined.run(), List.of(outcome(joined))));
        assertThat(session(1).joined()).containsExactly(NEWS);
    }

    @Test
    void outcomesAreFoundInTheirOrderWithAllOfTheirParts() {
        create(given(1));
        List<StepOutcome> expected = new ArrayList<>();
        for (Function<Run, Transition> step : List.<Function<Run, Transition>>of(
                run -> run.failed(TROUBLE, NOW, NOW.plusMillis(7), PAUSE, List.of()),
                run -> run.succeeded(NOW, NOW.plusSeconds(20), NOW, PAUSE, List.of()),
                run -> run.succeeded(NOW, NOW, NOW, PAUSE, List.of()))) {
            Transition transition = step.apply(claimOneAt(NOW.plusSeconds(100)));
            complete(transition);
            expected.add(outcome(transition));
        }

        assertThat(runs.find(id(1)).map(Story::outcomes)).contains(expected);
        assertThat(found(1).status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(found(1).times().finishedAt()).isEqualTo(NOW);
    }

    @Test
    void aHoldIsRemembered() {
        create(given(1));
        Transition held = claimOneAt(NOW).held("no answer", NOW);

        complete(held);
        assertThat(found(1)).isEqualTo(held.run());
    }

    @Test
    void anEndedRunSaysWhy() {
        create(given(1));
        Transition refused = claimOneAt(NOW).refused(TROUBLE, NOW);

        complete(refused);
        assertThat(found(1)).isEqualTo(refused.run());
        assertThat(claim(Lane.STEPS, NOW.plusSeconds(99), 10)).isEmpty();
        assertThat(runs.live()).isZero();
    }

    @Test
    void anOldTokenChangesNothing() {
        create(given(1));
        Run slow = claimOneAt(NOW);
        Run owner = claimOneAt(NOW.plusSeconds(15));

        assertThat(complete(slow.succeeded(NOW, NOW, NOW, PAUSE, List.of(new SessionChange.Joined(NEWS, NOW)))))
                .isFalse();
        assertThat(runs.find(id(1))).contains(new Story(owner, List.of()));
        assertThat(session(1)).isEqualTo(Session.unknown(new SessionId("s1")));
        assertThat(complete(owner.failed(TROUBLE, NOW, NOW, PAUSE, List.of()))).isTrue();
    }

    @Test
    void anEndedRunStaysAsItEnded() {
        create(given(1));
        Run claimed = claimOneAt(NOW);
        Transition end = claimed.refused(TROUBLE, NOW);
        complete(end);

        assertThat(complete(claimed.succeeded(NOW, NOW, NOW, PAUSE, List.of()))).isFalse();
        assertThat(runs.find(id(1))).contains(new Story(end.run(), List.of()));
    }

    @Test
    void aStepHasOneOutcomeAndASecondTakesNothingWithIt() {
        create(given(1));
        Run claimed = claimOneAt(NOW);
        Transition done = claimed.succeeded(NOW, NOW, NOW, PAUSE, List.of());
        complete(done);

        assertThat(complete(claimed.failed(TROUBLE, NOW, NOW, PAUSE, List.of(new SessionChange.Joined(NEWS, NOW)))))
                .isFalse();
        assertThat(runs.find(id(1))).contains(new Story(done.run(), List.of(outcome(done))));
        assertThat(session(1).joined()).isEmpty();
    }

    @Test
    void aFloodWaitIsNeverShortened() {
        create(given(1));
        for (int seconds : new int[] {30, 10, 40}) {
            complete(claimOneAt(NOW.plusSeconds(100)).flooded("a.b", NOW.plusSeconds(seconds), NOW, NOW, PAUSE));
            Instant longest = NOW.plusSeconds(Math.max(30, seconds));
            assertThat(session(1).notBefore()).isEqualTo(Map.of("a.b", longest));
        }
    }

    @Test
    void aSessionRemembersWhereItIsAndWhatItReadLast() {
        create(given(1));
        List<SessionChange> changes = new ArrayList<>();
        for (int i = 11; i >= 0; i--) {
            Username channel = new Username("hu_many_" + i);
            changes.add(new SessionChange.Joined(channel, NOW.minusSeconds(i)));
            changes.add(new SessionChange.Read(channel, NOW.minusSeconds(i)));
        }
        changes.add(new SessionChange.Read(new Username("hu_many_5"), NOW.plusSeconds(1)));

        complete(claimOneAt(NOW).succeeded(NOW, NOW, NOW, PAUSE, changes));

        assertThat(session(1).joined())
                .containsExactlyElementsOf(IntStream.iterate(11, i -> i >= 0, i -> i - 1)
                        .mapToObj(i -> new Username("hu_many_" + i))
                        .toList());
        assertThat(session(1).recentlyRead())
                .containsExactlyElementsOf(IntStream.of(5, 0, 1, 2, 3, 4, 6, 7, 8, 9)
                        .mapToObj(i -> new Username("hu_many_" + i))
                        .toList());
    }

    @Test
    void theFirstRestrictionKeepsItsDate() {
        restrict(given(1));
        sessions.release(new SessionId("s2"), "it has none", NOW);

        assertThat(session(1).quarantine()).isEqualTo(new Quarantine("PEER_FLOOD", NOW));
        assertThat(session(2).quarantine()).isNull();
    }

    @Test
    void aQuarantineIsReleasedOnce() {
        restrict(given(1));

        assertThat(sessions.release(new SessionId("s1"), "looked at it", NOW.plusSeconds(9)))
                .isTrue();
        assertThat(sessions.release(new SessionId("s1"), "twice", NOW.plusSeconds(9)))
                .isFalse();
        assertThat(session(1).quarantine()).isNull();
    }

    @Test
    void aLatchWakesWhatWaitsAndLeavesWhatIsInFlight() {
        create(given(1, NOW.plusSeconds(60)));
        create(given(2));
        create(given(3));
        create(given(4, NOW.minusSeconds(9)));
        Run doubted = claimOne(Lane.STEPS, NOW.minusSeconds(8));
        Transition doubt = doubted.doubted("timed out", NOW, NOW, PAUSE);
        complete(doubt);
        Run inFlight = claim(Lane.STEPS, NOW, 1).getFirst();
        Run overdue = inFlight.id().equals(id(2)) ? found(3) : found(2);

        target.latch(new Latch("s9", "test_mode is not true", NOW.plusSeconds(1)));

        assertThat(found(1).dueAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(runs.find(inFlight.id()).map(Story::run)).contains(inFlight);
        assertThat(runs.find(overdue.id()).map(Story::run)).contains(overdue);
        assertThat(found(4)).isEqualTo(doubt.run());
    }

    @Test
    void aLatchComesWithEveryClaimUntilItIsOpened() {
        create(given(1));
        create(given(2));
        Latch latch = new Latch("s9", "test_mode is not true", NOW);
        assertThat(target.standing()).isEqualTo(Standing.INITIAL);

        target.latch(latch);
        target.latch(new Latch("s8", "another reason", NOW.plusSeconds(1)));

        assertThat(target.standing()).isEqualTo(new Standing(latch, 0));
        assertThat(queue.claim(Lane.STEPS, NOW, 1).standing()).isEqualTo(new Standing(latch, 0));
        target.open(latch);
        assertThat(target.standing()).isEqualTo(new Standing(null, 1));
        assertThat(queue.claim(Lane.STEPS, NOW, 1).standing()).isEqualTo(new Standing(null, 1));
    }

    @Test
    void onlyTheLatchThatWasThereIsOpened() {
        Latch earlier = new Latch("s9", "test_mode is not true", NOW);
        Latch later = new Latch("s9", "test_mode is not true", NOW.plusSeconds(1));
        target.latch(earlier);
        target.open(earlier);
        target.latch(later);

        target.open(earlier);

        assertThat(target.standing()).isEqualTo(new Standing(later, 1));
    }

    @Test
    void aRunThatWaitsIsCancelledAtOnce() {
        create(given(1));

        assertThat(runs.cancel(id(1), NOW.plusSeconds(1))).isEqualTo(new Cancellation.Cancelled());

        Run run = found(1);
        assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(run.times().finishedAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(claim(Lane.STEPS, NOW.plusSeconds(99), 10)).isEmpty();
    }

    @Test
    void aRunInFlightIsCancelledOnceItsStepIsRecorded() {
        create(given(1));
        Run claimed = claimOneAt(NOW);

        assertThat(runs.cancel(id(1), NOW)).isEqualTo(new Cancellation.Requested());
        assertThat(found(1).status()).isEqualTo(RunStatus.RUNNING);
        Transition joined = claimed.succeeded(NOW, NOW, NOW, PAUSE, List.of());
        Instant recorded = NOW.plusSeconds(1);
        assertThat(completeAt(recorded, joined)).isTrue();

        Run next = claimOneAt(recorded);
        assertThat(next.position().cancelRequested()).isTrue();
        assertThat(complete(next.finished(RunStatus.CANCELLED, recorded))).isTrue();
        assertThat(runs.find(id(1)).map(Story::outcomes)).contains(List.of(outcome(joined)));
    }

    @Test
    void aDoubtIsNotHurriedByACancel() {
        create(given(1));
        Run claimed = claimOneAt(NOW);
        runs.cancel(id(1), NOW);
        Transition doubt = claimed.doubted("timed out", NOW, NOW, PAUSE);

        complete(doubt);

        assertThat(found(1).dueAt()).isEqualTo(doubt.run().dueAt());
    }

    @Test
    void aRunThatEndsInFlightEndsAsItDid() {
        create(given(1));
        Run claimed = claimOneAt(NOW);
        runs.cancel(id(1), NOW);

        complete(claimed.refused(TROUBLE, NOW));

        assertThat(found(1).status()).isEqualTo(RunStatus.REFUSED);
        assertThat(found(1).dueAt()).isNull();
    }

    @Test
    void whatAStepHasComeToIsFoundAsItWas() {
        create(talking(1));
        Run claimed = claimOne(Lane.PLANNING, NOW);

        MessageDraft text = new MessageDraft.Message("Soup \u0000 \uD83C\uDF72, \"please\"", 7L);
        Run drafted = take(claimed.prepared(text, new Usage(1, 2, 3), NOW), Lane.STEPS);
        assertThat(drafted.position().progress().draft()).isEqualTo(text);
        assertThat(drafted.visit()).isNotNull().extracting(PlannedVisit::usage).isEqualTo(new Usage(1, 2, 3));

        Turn turn = new Turn("Soup", null, 5L, null);
        Awaited awaited = new Awaited(5, -9, NOW, NOW.plusSeconds(30));
        Run spoken = take(drafted.spoke(turn, awaited, NOW, NOW, List.of()), Lane.STEPS);
        assertThat(spoken.position().progress()).isEqualTo(new StepProgress(null, List.of(turn), NOW, awaited));

        Answer answer = new Answer("Which?", List.of("Tomato", "Pea"));
        Run talking = take(spoken.heard(answer, NOW), Lane.PLANNING);
        assertThat(talking.position().progress().turns()).containsExactly(new Turn("Soup", null, 5L, answer));

        for (MessageDraft messageDraft : List.of(
                new MessageDraft.Press(5, "Tomato", "t\u0001", Integer.MIN_VALUE),
                new MessageDraft.Reaction(6, "\uD83D\uDD25"),
                new MessageDraft.Message("Pea", null))) {
            talking = take(talking.prepared(messageDraft, Usage.NONE, NOW), Lane.STEPS);
            assertThat(found(1).position().progress().draft()).isEqualTo(messageDraft);
        }
    }

    @Test
    void whatCameBackIsFoundWithItsOutcome() {
        create(given(1));
        Turn turn = new Turn(null, "Yes", null, new Answer("Done", List.of()));
        StepResult whole =
                new StepResult("text", 7L, new Answer("Hi", List.of("A")), "\uD83D\uDD25", 9L, List.of(turn));
        complete(claimOne(Lane.STEPS, NOW).succeeded(whole, NOW, NOW, NOW, PAUSE, List.of()));
        complete(claimOneAt(NOW.plusSeconds(9)).succeeded(NOW, NOW, NOW, PAUSE, List.of()));

        assertThat(runs.find(id(1)).orElseThrow().outcomes())
                .extracting(StepOutcome::result)
                .containsExactly(whole, null);
    }

    @Test
    void aRunInTheMiddleOfAConversationIsDueAtOnceWhenItIsCancelled() {
        create(talking(1));
        Run claimed = claimOne(Lane.PLANNING, NOW);
        Run drafted = take(claimed.prepared(new MessageDraft.Message("Soup", null), Usage.NONE, NOW), Lane.STEPS);
        Instant later = NOW.plusSeconds(4);
        complete(drafted.spoke(
                new Turn("Soup", null, 5L, null),
                new Awaited(5, null, NOW, NOW.plusSeconds(30)),
                NOW,
                later,
                List.of()));

        assertThat(runs.cancel(id(1), NOW.plusSeconds(1))).isEqualTo(new Cancellation.Requested());
        assertThat(found(1).dueAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(found(1).position().cancelRequested()).isTrue();
    }

    @Test
    void whatIsOnlyDraftedIsCancelledAtOnce() {
        create(talking(1));
        complete(claimOne(Lane.PLANNING, NOW).prepared(new MessageDraft.Message("Soup", null), Usage.NONE, NOW));

        assertThat(runs.cancel(id(1), NOW)).isEqualTo(new Cancellation.Cancelled());
    }

    @Test
    void aSessionRemembersWhatItLeftAndWhichBotsItStarted() {
        Username bot = new Username("hu_menu_bot");
        create(given(1));
        complete(claimOne(Lane.STEPS, NOW)
                .succeeded(
                        NOW,
                        NOW,
                        NOW,
                        PAUSE,
                        List.of(
                                new SessionChange.Joined(NEWS, NOW),
                                new SessionChange.BotStarted(bot, NOW),
                                new SessionChange.BotStarted(bot, NOW.plusSeconds(1)))));
        assertThat(session(1).joined()).containsExactly(NEWS);
        assertThat(session(1).startedBots()).containsExactly(bot);

        complete(claimOneAt(NOW.plusSeconds(9))
                .succeeded(NOW, NOW, NOW, PAUSE, List.of(new SessionChange.Left(NEWS, NOW))));
        assertThat(session(1).joined()).isEmpty();
        assertThat(session(1).left()).containsExactly(NEWS);

        complete(claimOneAt(NOW.plusSeconds(20))
                .succeeded(NOW, NOW, NOW, PAUSE, List.of(new SessionChange.Joined(NEWS, NOW))));
        assertThat(session(1).joined()).containsExactly(NEWS);
        assertThat(session(1).left()).isEmpty();
    }

    /** Due now, with a conversation as its only step. */
    private static Run talking(int number) {
        Action talk = new Action.MessageBot(new Username("hu_menu_bot"), "order soup", 3, "Hungry");
        return Run.create(id(number), order(new SessionId("s" + number), Plan.recorded(List.of(talk))), NOW);
    }

    private Run take(Transition transition, Lane lane) {
        assertThat(complete(transition)).isTrue();
        assertThat(transition.run().lane()).isEqualTo(lane);
        Run claimed = claimOne(lane, NOW);
        assertThat(claimed).isEqualTo(transition.run().claimed(NOW));
        return claimed;
    }

    @Test
    void everyActionIsFoundAsItWasPlanned() {
        Username bot = new Username("hu_menu_bot");
        Plan plan = Plan.recorded(List.of(
                new Action.ViewPost(NEWS, Duration.ofSeconds(7), "why"),
                new Action.React(NEWS, null, "why"),
                new Action.React(NEWS, "\uD83D\uDD25", "why"),
                new Action.SendMessage(NEWS, "say \"it\"", true, "why"),
                new Action.LeaveChannel(NEWS, "why"),
                new Action.StartBot(bot, null, "why"),
                new Action.StartBot(bot, "table_5", "why"),
                new Action.PressButton(bot, "go on", "why"),
                new Action.MessageBot(bot, "order", 6, "why")));
        create(Run.create(id(1), order(new SessionId("s1"), plan), NOW));

        assertThat(found(1).visit()).isNotNull().extracting(PlannedVisit::plan).isEqualTo(plan);
    }

    @Test
    void whatHasEndedOrNeverWasCanNotBeCancelled() {
        create(given(1));
        runs.cancel(id(1), NOW);

        assertThat(runs.cancel(id(1), NOW.plusSeconds(5))).isEqualTo(new Cancellation.AlreadyEnded());
        assertThat(runs.cancel(id(2), NOW)).isEqualTo(new Cancellation.NotFound());
        assertThat(found(1).times().finishedAt()).isEqualTo(NOW);
    }

    @Test
    void runsAreListedPageByPageTheNewestFirst() {
        IntStream.rangeClosed(1, 5).forEach(i -> create(given(i)));
        complete(claimOneAt(NOW).failed(TROUBLE, NOW, NOW, PAUSE, List.of()));

        List<Story> first = runs.list(new Filter(null, null, null, 2));
        List<Story> second =
                runs.list(new Filter(null, null, first.getLast().run().id(), 2));
        List<Story> third =
                runs.list(new Filter(null, null, second.getLast().run().id(), 2));

        assertThat(ids(first)).containsExactly(5, 4);
        assertThat(ids(second)).containsExactly(3, 2);
        assertThat(ids(third)).containsExactly(1);
        assertThat(IntStream.rangeClosed(1, 5).mapToObj(i -> runs.find(id(i)).orElseThrow()))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(first, second, third).flatMap(List::stream).toList());
    }

    @Test
    void runsAreListedBySessionAndStatus() {
        create(unplanned(1));
        create(unplanned(2));
        runs.cancel(id(1), NOW);
        create(again(3));
        SessionId session = new SessionId("s1");

        assertThat(ids(runs.list(new Filter(session, null, null, 9)))).containsExactly(3, 1);
        assertThat(ids(runs.list(new Filter(null, RunStatus.QUEUED, null, 9)))).containsExactly(3, 2);
        assertThat(ids(runs.list(new Filter(session, RunStatus.CANCELLED, null, 9))))
                .containsExactly(1);
        assertThat(ids(runs.list(new Filter(session, RunStatus.CANCELLED, id(1), 9))))
                .isEmpty();
    }

    @Test
    void runsThatEndedLongAgoAreForgottenWithTheirOutcomesAndKeys() {
        runs.create(given(1), KEY, NO_LIMIT);
        complete(claimOneAt(NOW).failed(TROUBLE, NOW, NOW, PAUSE, List.of()));
        runs.cancel(id(1), NOW);

        assertThat(runs.forget(NOW, 10)).isZero();
        assertThat(runs.forget(NOW.plusMillis(1), 10)).isEqualTo(1);
        assertThat(runs.find(id(1))).isEmpty();
        assertThat(runs.earlier(KEY, NOW)).isEmpty();
        assertThat(runs.list(new Filter(null, null, null, 9))).isEmpty();
        assertThat(create(again(1))).isInstanceOf(Creation.Created.class);
        assertThat(runs.find(id(1)).orElseThrow().outcomes()).isEmpty();
    }

    @Test
    void whatIsRecordedAfterOthersWereForgottenIsWhole() {
        create(given(1));
        Instant later = NOW.plusSeconds(30);
        Transition early = claimOneAt(NOW).succeeded(NOW, later, NOW, PAUSE, List.of());
        complete(early);
        create(given(2));
        complete(claimOneAt(NOW).succeeded(NOW, NOW, NOW, PAUSE, List.of()));
        complete(claimOneAt(NOW.plusSeconds(9)).refused(TROUBLE, NOW));
        assertThat(runs.forget(NOW.plusMillis(1), 10)).isEqualTo(1);

        Transition late = claimOneAt(NOW.plusSeconds(60)).failed(TROUBLE, NOW, NOW, PAUSE, List.of());
        assertThat(complete(late)).isTrue();

        assertThat(runs.find(id(1))).contains(new Story(late.run(), List.of(outcome(early), outcome(late))));
    }

    /** Who stood still for longer than runs are kept. */
    @Test
    void whoseRunWasForgottenChangesNoOther() {
        create(given(1));
        Claimed slow = queue.claim(Lane.STEPS, NOW, 1).claimed().getFirst();
        complete(claimOneAt(NOW.plusSeconds(15)).refused(TROUBLE, NOW));
        runs.forget(NOW.plusMillis(1), 10);
        create(again(2));
        Run other = claim(Lane.PLANNING, NOW, 1).getFirst();

        assertThat(queue.complete(slow, slow.run().refused(TROUBLE, NOW), NOW)).isFalse();
        assertThat(found(2)).isEqualTo(other);
    }

    @Test
    void liveRunsAreNeverForgotten() {
        create(unplanned(1));
        create(given(2));
        claimOneAt(NOW);

        assertThat(runs.forget(NOW.plus(Duration.ofDays(1000)), 10)).isZero();
        assertThat(runs.live()).isEqualTo(2);
    }

    @Test
    void theOldestRunsAreForgottenFirstAndAFewAtATime() {
        for (int i = 1; i <= 5; i++) {
            create(given(i));
            runs.cancel(id(i), NOW.plusSeconds(i));
        }

        assertThat(runs.forget(NOW.plusSeconds(5), 3)).isEqualTo(3);
        assertThat(ids(runs.list(new Filter(null, null, null, 9)))).containsExactly(5, 4);
        assertThat(runs.forget(NOW.plusSeconds(5), 3)).isEqualTo(1);
        assertThat(ids(runs.list(new Filter(null, null, null, 9)))).containsExactly(5);
    }

    @Test
    void whatASessionRemembersOutlastsItsRuns() {
        create(given(1));
        complete(claimOneAt(NOW)
                .succeeded(
                        NOW,
                        NOW,
                        NOW,
                        PAUSE,
                        List.of(
                                new SessionChange.Joined(NEWS, NOW),
                                new SessionChange.FloodWait(ActionMethods.JOIN, NOW.plusSeconds(900)))));
        runs.cancel(id(1), NOW);
        restrict(given(2));
        Session joined = session(1);
        Session restricted = session(2);

        assertThat(runs.forget(NOW.plusSeconds(1), 10)).isEqualTo(2);
        assertThat(session(1)).isEqualTo(joined);
        assertThat(session(1).joined()).containsExactly(NEWS);
        assertThat(session(2)).isEqualTo(restricted);
        assertThat(create(Run.create(id(3), order(new SessionId("s2"), PLAN), NOW)))
                .isInstanceOf(Creation.Quarantined.class);
    }

    @Test
    void whatIsDueNextIsKnownOfEachLane() {
        assertThat(queue.nextDue(Lane.STEPS)).isNull();
        create(given(1, NOW.minusSeconds(7)));
        create(unplanned(2));

        assertThat(queue.nextDue(Lane.STEPS)).isEqualTo(NOW.minusSeconds(7));
        assertThat(queue.nextDue(Lane.PLANNING)).isEqualTo(NOW);
        claimOneAt(NOW);
        assertThat(queue.nextDue(Lane.STEPS)).isEqualTo(NOW.plus(Lane.STEPS.claim()));
    }

    private Creation create(Run run) {
        return runs.create(run, null, NO_LIMIT);
    }

    /** Another run of the session {@code s1}. */
    private static Run again(int number) {
        return againAt(number, NOW);
    }

    private static Run againAt(int number, Instant now) {
        return Run.create(id(number), order(new SessionId("s1"), null), now);
    }

    private List<Run> claim(Lane lane, Instant now, int most) {
        List<Claimed> claimed = queue.claim(lane, now, most).claimed();
        claimed.forEach(claim -> claims.put(claim.run().id(), claim));
        return claimed.stream().map(Claimed::run).toList();
    }

    private Run claimOne(Lane lane, Instant now) {
        List<Run> claimed = claim(lane, now, 1);
        assertThat(claimed).hasSize(1);
        return claimed.getFirst();
    }

    private Run claimOneAt(Instant now) {
        return claimOne(Lane.STEPS, now);
    }

    private boolean complete(Transition transition) {
        return completeAt(NOW, transition);
    }

    private boolean completeAt(Instant now, Transition transition) {
        return queue.complete(Objects.requireNonNull(claims.get(transition.run().id())), transition, now);
    }

    protected void restrict(Run run) {
        create(run);
        complete(claimOneAt(NOW).restricted(new StepProblem("PEER_FLOOD", "too much"), NOW, NOW));
    }

    private Run found(int number) {
        return runs.find(id(number)).map(Story::run).orElseThrow();
    }

    protected Session session(int number) {
        return sessions.find(new SessionId("s" + number));
    }

    private static StepOutcome outcome(Transition transition) {
        return Objects.requireNonNull(transition.outcome());
    }

    private static List<Integer> ids(List<Story> stories) {
        return stories.stream()
                .map(story -> Integer.parseInt(story.run().id().value().substring("run_".length())))
                .toList();
    }
}
