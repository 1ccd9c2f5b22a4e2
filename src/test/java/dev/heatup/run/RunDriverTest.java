package dev.heatup.run;

import static dev.heatup.run.RunFixtures.NEWS;
import static dev.heatup.run.RunFixtures.NOW;
import static dev.heatup.run.RunFixtures.PLAN;
import static dev.heatup.run.RunFixtures.VISIT;
import static dev.heatup.run.SampleReplies.DONE;
import static dev.heatup.run.SampleReplies.FLOOD;
import static dev.heatup.run.SampleReplies.NOT_SENT;
import static dev.heatup.run.SampleReplies.PRIVATE;
import static dev.heatup.run.SampleReplies.RESTRICTED;
import static dev.heatup.run.SampleReplies.UNKNOWN;
import static dev.heatup.run.SampleReplies.dialogs;
import static dev.heatup.run.SampleReplies.history;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.channel.Username;
import dev.heatup.dialogue.Move;
import dev.heatup.dialogue.MoveProvider;
import dev.heatup.dialogue.WritingOccasion;
import dev.heatup.gateway.SampleConfigs;
import dev.heatup.gateway.ScriptedGateway;
import dev.heatup.llm.Tokens;
import dev.heatup.pace.Pacing;
import dev.heatup.run.StepQueue.Claimed;
import dev.heatup.run.TargetState.Latch;
import dev.heatup.run.TargetState.Standing;
import dev.heatup.sandbox.SettableTime;
import dev.heatup.session.MemorySessions;
import dev.heatup.session.Session;
import dev.heatup.session.SessionChange;
import dev.heatup.session.SessionId;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunDriverTest {

    private static final Reply TEST = new Reply.Done(SampleConfigs.test());
    private static final Reply PRODUCTION =
            new Reply.Done(Tl.constructor("config").with("test_mode", false).build());
    private static final double SPEED = 10;

    private static boolean nobody(RunId run) {
        return false;
    }

    private Move written = new Move.Say("Hello there");

    private final SettableTime clock = new SettableTime(NOW);
    private final long nanos = Duration.ofHours(5).toNanos();

    /** Plans {@link RunFixtures#VISIT} with pauses of 4 s. */
    private final Visits visits = new Visits() {
        @Override
        public PlannedVisit plan(RunRequest runRequest) {
            return VISIT;
        }

        @Override
        public Pacing pacing(RunRequest runRequest) {
            Duration pause = Duration.ofSeconds(4);
            return new Pacing(pause, pause, pause, 0);
        }

        @Override
        public MoveProvider.Result write(
                RunRequest runRequest, Username chat, WritingOccasion writingOccasion, Duration patience) {
            return new MoveProvider.Result(written, new Tokens(3, 2, 1));
        }
    };

    private Run run = RunFixtures.given(1).claimed(NOW);

    private final MemoryTarget target = new MemoryTarget(new MemorySessions(Session::unknown));

    private RunDriver steps(Gateway gateway) {
        return new RunDriver(
                visits, gateway, Target.SANDBOX, target, new RunLog(), clock, () -> nanos, _ -> "Anna", SPEED);
    }

    private ScriptedGateway sandbox(Reply... answers) {
        return new ScriptedGateway(Gateway.Reach.SANDBOX, answers);
    }

    private Transition carryOut(Gateway gateway) {
        return carryOut(steps(gateway), Standing.INITIAL, Duration.ofSeconds(15), RunDriverTest::nobody);
    }

    private Transition carryOut(RunDriver runDriver, Standing standing, Duration left, Predicate<RunId> cancelled) {
        return runDriver.carryOut(new Claimed(0, run, Map.of()), standing, nanos + left.toNanos(), cancelled);
    }

    private Run doubtful() {
        return run.claimed(NOW);
    }

    @Test
    void theGuardIsAskedBeforeTheFirstStep() {
        ScriptedGateway gateway = sandbox(TEST, DONE);

        Transition joined = carryOut(gateway);

        assertThat(gateway.calls.stream().map(Call::method)).containsExactly("help.getConfig", ActionMethods.JOIN);
        assertThat(gateway.calls.getLast().clientId()).contains(run.id() + "/0/0");
        assertThat(joined)
                .isEqualTo(run.succeeded(
                        NOW,
                        NOW,
                        NOW,
                        new Run.Pause(Duration.ofSeconds(4), Duration.ofMillis(400)),
                        List.of(new SessionChange.Joined(NEWS, NOW))));
    }

    @Test
    void theGuardIsAskedAgainAfterTenMinutes() {
        ScriptedGateway gateway = sandbox(TEST, DONE, history(), TEST, DONE);
        RunDriver runDriver = steps(gateway);
        run = carryOut(runDriver, Standing.INITIAL, Duration.ofSeconds(15), RunDriverTest::nobody)
                .run()
                .claimed(clock.instant());
        clock.advance(Duration.ofMinutes(9));
        run = carryOut(runDriver, Standing.INITIAL, Duration.ofSeconds(15), RunDriverTest::nobody)
                .run();
        run = run.claimed(clock.instant());
        clock.advance(Duration.ofMinutes(2));

        assertThat(carryOut(runDriver, Standing.INITIAL, Duration.ofSeconds(15), RunDriverTest::nobody)
                        .run()
                        .status())
                .isEqualTo(RunStatus.RUNNING);
        assertThat(gateway.calls.stream().filter(call -> call.method().equals("help.getConfig")))
                .hasSize(2);
    }

    @Test
    void aProductionNetworkRefusesTheRunAndLatches() {
        ScriptedGateway gateway = sandbox(PRODUCTION);

        Transition result = carryOut(gateway);

        assertThat(target.standing().latch())
                .isEqualTo(new Latch(run.sessionId().value(), "test_mode is not true", NOW));
        assertThat(result)
                .isEqualTo(run.refused(new StepProblem("production_network_refused", "test_mode is not true"), NOW));
        assertThat(gateway.calls).hasSize(1);
    }

    @Test
    void whileTheGatewayIsShutARunWaitsAndItIsNoTry() {
        ScriptedGateway gateway = ScriptedGateway.answering(TEST, new Reply.Shut(Duration.ofSeconds(9)));

        Run waiting = carryOut(gateway).run();

        assertThat(waiting.dueAt()).isEqualTo(NOW.plusSeconds(9));
        assertThat(waiting.position())
                .isEqualTo(RunFixtures.given(1).claimed(NOW).position().untouched());
        assertThat(waiting.position().tries()).isZero();
        assertThat(waiting.position().phase()).isEqualTo(StepPhase.READY);
    }

    @Test
    void aDoubtStaysOneWhileTheGatewayIsShut() {
        run = doubtful();
        ScriptedGateway gateway = ScriptedGateway.answering(TEST, new Reply.Shut(Duration.ofSeconds(9)));

        Run waiting = carryOut(gateway).run();

        assertThat(waiting.position().phase()).isEqualTo(StepPhase.DOUBTFUL);
        assertThat(waiting.position().tries()).isEqualTo(run.position().tries() - 1);
    }

    @Test
    void nothingIsBegunWhileTheGatewayIsShut() {
        ScriptedGateway gateway = ScriptedGateway.answering(TEST);
        gateway.shut = Duration.ofSeconds(5);

        Run waiting = carryOut(gateway).run();

        assertThat(gateway.calls).hasSize(1);
        assertThat(waiting.dueAt()).isEqualTo(NOW.plusSeconds(5));
        assertThat(waiting.position().tries()).isZero();
    }

    @Test
    void onALatchedTargetNothingIsCalled() {
        ScriptedGateway gateway = sandbox();

        Transition result = carryOut(
                steps(gateway),
                new Standing(new Latch("s9", "test_mode is not true", NOW), 0),
                Duration.ofSeconds(15),
                RunDriverTest::nobody);

        assertThat(result)
                .isEqualTo(run.refused(new StepProblem("production_network_refused", "test_mode is not true"), NOW));
        assertThat(gateway.calls).isEmpty();
    }

    @Test
    void onAnUnverifiedNetworkNothingIsSent() {
        ScriptedGateway gateway = sandbox(UNKNOWN);

        Transition result = carryOut(gateway);

        assertThat(result).isEqualTo(run.held("help.getConfig had no readable answer: timed out", NOW));
        assertThat(gateway.calls).hasSize(1);
    }

    @Test
    void nothingIsPlannedForAnUnverifiedNetwork() {
        run = RunFixtures.unplanned(1).claimed(NOW);

        assertThat(carryOut(sandbox(UNKNOWN)).run().visit()).isNull();
    }

    @Test
    void aRunWithoutAPlanIsPlanned() {
        run = RunFixtures.unplanned(1).claimed(NOW);

        assertThat(carryOut(sandbox(TEST))).isEqualTo(run.planned(VISIT, NOW));
    }

    @Test
    void withTooLittleOfTheClaimLeftNothingIsSent() {
        ScriptedGateway gateway = sandbox(TEST);

        Transition result = carryOut(steps(gateway), Standing.INITIAL, Duration.ofMillis(1999), RunDriverTest::nobody);

        assertThat(result).isEqualTo(run.waiting(NOW));
        assertThat(gateway.calls).hasSize(1);
    }

    @Test
    void twoSecondsOfTheClaimAreEnoughAndOneIsKeptForTheRecord() {
        ScriptedGateway gateway = sandbox(TEST, DONE);

        carryOut(steps(gateway), Standing.INITIAL, Duration.ofSeconds(2), RunDriverTest::nobody);

        assertThat(gateway.patiences).endsWith(Duration.ofSeconds(1));
    }

    @Test
    void aStepHasTenSeconds() {
        ScriptedGateway gateway = sandbox(TEST, DONE);

        carryOut(gateway);

        assertThat(gateway.patiences).endsWith(Duration.ofSeconds(10));
    }

    @Test
    void onceCancelIsAskedForNothingIsSent() {
        ScriptedGateway gateway = sandbox(TEST);

        Transition result = carryOut(steps(gateway), Standing.INITIAL, Duration.ofSeconds(15), run.id()::equals);

        assertThat(result).isEqualTo(run.waiting(NOW));
        assertThat(gateway.calls).hasSize(1);
    }

    @Test
    void aCancelledRunEndsWithoutACall() {
        ScriptedGateway gateway = sandbox();
        run = cancelled(run);

        assertThat(carryOut(gateway)).isEqualTo(run.finished(RunStatus.CANCELLED, NOW));
        assertThat(gateway.calls).isEmpty();
    }

    private static Run cancelled(Run run) {
        Position p = run.position();
        return new Run(
                run.id(),
                run.order(),
                run.status(),
                run.visit(),
                new Position(p.index(), p.succeeded(), p.phase(), p.tries(), null, p.token(), true, p.progress()),
                run.dueAt(),
                run.times(),
                null);
    }

    @Test
    void aJoinInDoubtIsNotMadeUpForOnceCancelIsAskedFor() {
        run = cancelled(doubtful());
        ScriptedGateway gateway = sandbox(TEST, dialogs(Stream.of("hu_borsch")));

        assertThat(carryOut(gateway)).isEqualTo(run.finished(RunStatus.CANCELLED, NOW));
        assertThat(gateway.calls.stream().map(Call::method)).containsExactly("help.getConfig", ActionMethods.DIALOGS);
    }

    @Test
    void aJoinInDoubtThatHappenedIsRecordedAlthoughCancelIsAskedFor() {
        run = cancelled(doubtful());
        ScriptedGateway gateway = sandbox(TEST, dialogs(Stream.of("hu_city_news")));

        assertThat(Objects.requireNonNull(carryOut(gateway).outcome()).status()).isEqualTo(StepStatus.SUCCEEDED);
    }

    @Test
    void aReadingInDoubtStaysUnknownOnceCancelIsAskedFor() {
        run = cancelled(reading().claimed(NOW).claimed(NOW));
        ScriptedGateway gateway = sandbox(TEST);

        assertThat(Objects.requireNonNull(carryOut(gateway).outcome()).status()).isEqualTo(StepStatus.UNKNOWN);
        assertThat(gateway.calls.stream().map(Call::method)).containsExactly("help.getConfig");
    }

    /** A run that stands at its second step. */
    private Run reading() {
        return run.succeeded(NOW, NOW, NOW, new Run.Pause(Duration.ZERO, Duration.ZERO), List.of())
                .run();
    }

    @Test
    void aStepInDoubtIsReconciled() {
        run = doubtful();
        ScriptedGateway gateway = sandbox(TEST, dialogs(Stream.of("hu_city_news")));

        assertThat(Objects.requireNonNull(carryOut(gateway).outcome()).status()).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(gateway.calls).hasSize(2);
    }

    @Test
    void aFloodWaitOfTheSessionIsKeptWithoutACall() {
        ScriptedGateway gateway = sandbox();
        Instant soon = NOW.plusSeconds(30);

        Transition result = steps(gateway)
                .carryOut(
                        new Claimed(0, run, Map.of(ActionMethods.JOIN, soon)),
                        Standing.INITIAL,
                        nanos + 15_000_000_000L,
                        RunDriverTest::nobody);

        assertThat(result).isEqualTo(run.waiting(soon));
        assertThat(gateway.calls).isEmpty();
    }

    @Test
    void aFloodWaitTooLongForAVisitForgoesTheStepWithoutACall() {
        ScriptedGateway gateway = sandbox();
        Instant tomorrow = NOW.plus(Duration.ofDays(1));

        Transition result = steps(gateway)
                .carryOut(
                        new Claimed(0, run, Map.of(ActionMethods.JOIN, tomorrow)),
                        Standing.INITIAL,
                        nanos + 15_000_000_000L,
                        RunDriverTest::nobody);

        assertThat(result).isEqualTo(run.forgone(tomorrow, NOW, pause()));
        assertThat(gateway.calls).isEmpty();
    }

    @Test
    void aFloodWaitIsNeverDividedByTheSpeed() {
        assertThat(carryOut(sandbox(TEST, FLOOD)))
                .isEqualTo(run.flooded(ActionMethods.JOIN, NOW.plusSeconds(33), NOW, NOW, pause()));
    }

    @Test
    void whatTheGatewayAnswersIsRecorded() {
        assertThat(carryOut(sandbox(TEST, NOT_SENT))).isEqualTo(run.unsent("connection refused", NOW, NOW, pause()));
        assertThat(carryOut(sandbox(TEST, UNKNOWN))).isEqualTo(run.doubted("timed out", NOW, NOW, pause()));
        assertThat(carryOut(sandbox(TEST, PRIVATE)))
                .isEqualTo(run.failed(new StepProblem("CHANNEL_PRIVATE", "no way in"), NOW, NOW, pause(), List.of()));
        assertThat(carryOut(sandbox(TEST, RESTRICTED)))
                .isEqualTo(run.restricted(new StepProblem("PEER_FLOOD", "too much"), NOW, NOW));
    }

    @ParameterizedTest
    @EnumSource
    void readingTakesItsTimeAndOnlyTheSandboxIsFaster(Gateway.Reach reach) {
        run = run.succeeded(NOW, NOW, NOW, null, List.of()).run().claimed(NOW);
        Duration reading = PLAN.actions().get(1).duration();

        StepOutcome stepOutcome =
                carryOut(new ScriptedGateway(reach, TEST, history())).outcome();

        assertThat(Objects.requireNonNull(stepOutcome).finishedAt())
                .isEqualTo(NOW.plus(reach == Gateway.Reach.SANDBOX ? reading.dividedBy(10) : reading));
    }

    @Test
    void throughAGatewayPausesAreTheDefaultOnesAndHoldForTheNextRun() {
        Transition joined = carryOut(ScriptedGateway.answering(TEST, DONE));

        Duration pause = Pacing.DEFAULT.pauseAfter(run.order().seed(), 0);
        assertThat(Objects.requireNonNull(joined.outcome()).pause()).isEqualTo(pause);
        assertThat(joined.changes())
                .containsExactly(new SessionChange.Joined(NEWS, NOW), new SessionChange.Pause(NOW.plus(pause)));
    }

    @Test
    void aPausingSessionIsNeitherPlannedNorAskedFor() {
        ScriptedGateway gateway = ScriptedGateway.answering();
        run = RunFixtures.unplanned(1).claimed(NOW);
        Instant soon = NOW.plusSeconds(4);

        assertThat(carryOut(gateway, Map.of(Session.ANY_METHOD, soon))).isEqualTo(run.waiting(soon));
        run = RunFixtures.given(1).claimed(NOW);
        assertThat(carryOut(gateway, Map.of(Session.ANY_METHOD, soon))).isEqualTo(run.waiting(soon));
        assertThat(gateway.calls).isEmpty();
    }

    @Test
    void aRunOfAnotherTargetIsRefusedWithoutACall() {
        ScriptedGateway gateway = ScriptedGateway.answering();
        run = ofAnotherTarget().claimed(NOW);

        Transition refused = carryOut(gateway);

        assertThat(refused)
                .isEqualTo(run.refused(
                        new StepProblem(
                                "target_changed",
                                "the run was made for http://127.0.0.1:9000/gateway, and this service works on the"
                                        + " sandbox in this process"),
                        NOW));
        assertThat(refused.run().status()).isEqualTo(RunStatus.REFUSED);
        assertThat(gateway.calls).isEmpty();
    }

    @Test
    void aDoubtOnAnotherTargetStaysUnknownAndIsNotLookedInto() {
        ScriptedGateway gateway = ScriptedGateway.answering();
        run = ofAnotherTarget().claimed(NOW).claimed(NOW);

        StepOutcome stepOutcome = Objects.requireNonNull(carryOut(gateway).outcome());

        assertThat(stepOutcome.status()).isEqualTo(StepStatus.UNKNOWN);
        assertThat(Objects.requireNonNull(stepOutcome.problem()).code()).isEqualTo("target_changed");
        assertThat(gateway.calls).isEmpty();
    }

    private static Run ofAnotherTarget() {
        Target other = new Target("http://127.0.0.1:9000/gateway");
        return Run.create(
                RunFixtures.id(1),
                new RunRequest(RunFixtures.SESSION, other, "default", "default", 42, null, PLAN),
                NOW);
    }

    @Test
    void aSessionWithoutAPlaceEndsBeforeAnythingIsAsked() {
        for (int i = 0; i < 20; i++) {
            target.admit(new SessionId("other" + i), SessionLimit.of(Gateway.Reach.GATEWAY), NOW.minusSeconds(i));
        }
        ScriptedGateway gateway = ScriptedGateway.answering();

        Run refused = carryOut(gateway).run();

        assertThat(refused.status()).isEqualTo(RunStatus.REFUSED);
        assertThat(refused.problem())
                .isEqualTo(new StepProblem(
                        "too_many_sessions",
                        "through a gateway at most 20 different sessions act in any 7 days; the next place is free at "
                                + NOW.minusSeconds(19).plus(Duration.ofDays(7))));
        assertThat(gateway.calls).isEmpty();
    }

    @Test
    void aFloodWaitThatTheGuardMeetsIsKeptAsOfAnyCall() {
        ScriptedGateway gateway = sandbox(new Reply.Failed(420, "FLOOD_WAIT_X", "", Duration.ofMinutes(5)));
        Instant until = NOW.plusSeconds(300);

        Transition waits = carryOut(gateway);
        Transition looks = carryOut(gateway, Map.of("help.getConfig", until));

        assertThat(waits.run().dueAt()).isEqualTo(until);
        assertThat(waits.run().position().phase()).isEqualTo(StepPhase.READY);
        assertThat(waits.changes()).containsExactly(new SessionChange.FloodWait("help.getConfig", until));
        assertThat(looks.run().dueAt()).isEqualTo(until);
        assertThat(gateway.calls).hasSize(1);
    }

    @Test
    void aFloodWaitThatIsLongerThanARunHoldsRefusesItAndIsKept() {
        ScriptedGateway gateway = sandbox(new Reply.Failed(420, "FLOOD_WAIT_X", "", Duration.ofHours(3)));

        Transition refused = carryOut(gateway);

        assertThat(refused.run().status()).isEqualTo(RunStatus.REFUSED);
        assertThat(Objects.requireNonNull(refused.run().problem()).code()).isEqualTo("environment_unverified");
        assertThat(refused.changes())
                .containsExactly(new SessionChange.FloodWait("help.getConfig", NOW.plus(Duration.ofHours(3))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRestrictionThatTheGuardMeetsEndsTheRunAndQuarantines(boolean planned) {
        run = (planned ? RunFixtures.given(1) : RunFixtures.unplanned(1)).claimed(NOW);
        ScriptedGateway gateway = sandbox(new Reply.Failed(401, "USER_DEACTIVATED_BAN", "", null));

        Transition ended = carryOut(gateway);

        assertThat(ended.run().status()).isEqualTo(RunStatus.FAILED);
        assertThat(Objects.requireNonNull(ended.run().problem()).code()).isEqualTo("session_restricted");
        assertThat(ended.changes()).containsExactly(new SessionChange.Restricted("USER_DEACTIVATED_BAN", NOW));
    }

    private Transition carryOut(Gateway gateway, Map<String, Instant> notBefore) {
        return steps(gateway)
                .carryOut(
                        new Claimed(0, run, notBefore),
                        Standing.INITIAL,
                        nanos + 15_000_000_000L,
                        RunDriverTest::nobody);
    }

    private static Run.Pause pause() {
        return new Run.Pause(Duration.ofSeconds(4), Duration.ofMillis(400));
    }
}
