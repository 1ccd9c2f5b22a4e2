package dev.heatup.torture;

import dev.heatup.pace.Pacing;
import dev.heatup.run.Run;
import dev.heatup.run.RunEvent;
import dev.heatup.run.RunId;
import dev.heatup.run.Runs;
import dev.heatup.run.StepOutcome;
import dev.heatup.run.StepStatus;
import dev.heatup.run.Transition;
import dev.heatup.session.Session;
import dev.heatup.session.SessionChange;
import dev.heatup.session.SessionId;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import dev.heatup.torture.ClaimRecord.Met;
import dev.heatup.torture.TrialFault.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sees everything and says what must not be: what always holds is looked at after each event, the rest in the end. */
final class InvariantChecker {

    /** The clocks of nodes are a little wrong; so much earlier than asked is not held against them. */
    static final Duration TOLERANCE = Duration.ofMillis(1_500);

    private static final Duration MIN_PAUSE = Pacing.DEFAULT.shortFrom();

    /** How many sessions still find a place at a gateway: one fewer than there are users. */
    static final int MAX_SESSIONS = 3;

    /** What makes a node's time run out. */
    private static final Set<Kind> DELAYING =
            EnumSet.of(Kind.PAUSE_AFTER_COMMIT, Kind.PAUSE_DURING_CALL, Kind.CALL_LATE, Kind.SLOW_CLOCK);

    private final Scheduler scheduler;
    private final TrialStore trialStore;
    private final NetworkEffects networkEffects;
    private final Gateway.Reach reach;
    private final Set<String> actors = new HashSet<>();
    private final List<String> history = new ArrayList<>();
    private final Set<String> broken = new LinkedHashSet<>();
    private final Set<RunId> accepted = new LinkedHashSet<>();
    private final Map<RunId, Instant> cancelRecorded = new HashMap<>();
    private final Set<RunId> cancelAnswered = new HashSet<>();
    private final Map<RunId, List<RunEvent>> told = new HashMap<>();
    private final Map<RunId, List<ClaimRecord>> tenures = new HashMap<>();
    private final RecordedFloodWaits waits = new RecordedFloodWaits();
    private @Nullable Instant latchedAt;

    InvariantChecker(Scheduler scheduler, TrialStore trialStore, NetworkEffects networkEffects, Gateway.Reach reach) {
        this.scheduler = scheduler;
        this.trialStore = trialStore;
        this.networkEffects = networkEffects;
        this.reach = reach;
    }

    void note(String what) {
        history.add("%8.3f %s"
                .formatted(
                        Duration.between(SimulatedCluster.START, scheduler.now())
                                        .toMillis()
                                / 1e3,
                        what));
    }

    void broken(String what) {
        if (broken.add(what)) {
            note("BROKEN " + what);
        }
    }

    List<String> history() {
        return List.copyOf(history);
    }

    List<String> broken() {
        return List.copyOf(broken);
    }

    Set<RunId> accepted() {
        return Collections.unmodifiableSet(accepted);
    }

    /** A user was told that the run is recorded. */
    void accepted(RunId run) {
        note("accepted " + run);
        accepted.add(run);
        follow(run);
    }

    /** Somebody asked to cancel, and the database knows. */
    void cancelRecorded(RunId run) {
        cancelRecorded.putIfAbsent(run, scheduler.now());
        follow(run);
    }

    /** A user was told that nothing more is sent. */
    void cancelAnswered(RunId run) {
        note("cancelled " + run);
        cancelAnswered.add(run);
        follow(run);
    }

    /** After a run was recorded: one at a time for each session. */
    void created(SessionId session) {
        long live = trialStore.runs().list(new Runs.Filter(session, null, null, Integer.MAX_VALUE)).stream()
                .filter(story -> story.run().status().isLive())
                .count();
        if (live > 1) {
            broken("session " + session + " has " + live + " live runs");
        }
    }

    void claimed(SimulatedNode simulatedNode, Run run) {
        note(simulatedNode + " claims " + run.id() + " " + run.position().phase() + " "
                + run.position().index());
        ClaimRecord claimRecord = new ClaimRecord(run, scheduler.now());
        if (latchedAt != null) {
            claimRecord.meets(Met.PRODUCTION);
        }
        tenures.computeIfAbsent(run.id(), _ -> new ArrayList<>()).add(claimRecord);
    }

    private Optional<ClaimRecord> tenure(Run claimed) {
        return tenures.getOrDefault(claimed.id(), List.of()).stream()
                .filter(one ->
                        one.run().position().token() == claimed.position().token())
                .findFirst();
    }

    /** Of whoever has the floor; only under a claim anything is asked of the network. */
    private ClaimRecord tenure() {
        return tenure(ClaimRecord.CLAIMED.get()).orElseThrow();
    }

    void completed(SimulatedNode simulatedNode, Run claimed, Transition transition, boolean recorded) {
        Run run = transition.run();
        StepOutcome stepOutcome = transition.outcome();
        note("%s %s %s %s%s"
                .formatted(
                        simulatedNode,
                        recorded ? "records" : "is overtaken with",
                        run.id(),
                        run.status(),
                        stepOutcome == null ? "" : ", step " + stepOutcome.step() + " " + stepOutcome.status()));
        if (recorded) {
            recorded(tenure(claimed).orElseThrow(), transition);
        }
        follow(run.id());
    }

    private void recorded(ClaimRecord claimRecord, Transition transition) {
        claimRecord.complete();
        StepOutcome stepOutcome = transition.outcome();
        if (stepOutcome != null
                && stepOutcome.status() == StepStatus.UNKNOWN
                && !doubt(claimRecord).mayRemain(transition)) {
            broken("step " + stepOutcome.step() + " of " + transition.run().id()
                    + " is unknown, and it was not tried to find out");
        }
        claimRecord.floodWaits().forEach((method, until) -> {
            if (transition.changes().stream().noneMatch(change -> keeps(change, method, until))) {
                broken(transition.run().id() + " was told not to send " + method + " before " + until
                        + ", and recorded " + transition.changes());
            }
            waits.learn(transition.run().sessionId(), method, until, scheduler.now());
        });
        pauses(transition);
    }

    /** After each step at a gateway a session pauses, whatever comes next. */
    private void pauses(Transition transition) {
        SessionId session = transition.run().sessionId();
        StepOutcome stepOutcome = transition.outcome();
        if (reach == Gateway.Reach.GATEWAY && stepOutcome != null) {
            Instant until = stepOutcome.finishedAt().plus(MIN_PAUSE);
            waits.learn(session, Session.ANY_METHOD, until, scheduler.now());
        }
    }

    private static boolean keeps(SessionChange change, String method, Instant until) {
        return change instanceof SessionChange.FloodWait(String known, Instant at)
                && known.equals(method)
                && !at.isBefore(until.minus(TOLERANCE));
    }

    private UnknownOutcomeRule doubt(ClaimRecord last) {
        Run run = last.run();
        return new UnknownOutcomeRule(
                last,
                tenures.getOrDefault(run.id(), List.of()),
                cancelRecorded.get(run.id()),
                waits.longest(run.sessionId()),
                scheduler.now());
    }

    /** After the run went on: each step has one outcome, and what whoever follows it was told is not taken back. */
    private void follow(RunId run) {
        Optional<Runs.Story> story = trialStore.runs().find(run);
        story.ifPresent(known -> new RunOracle(known, networkEffects).always().forEach(this::broken));
        List<RunEvent> now = story.map(RunEvent::of).orElse(List.of());
        List<RunEvent> before = told.put(run, now);
        if (before != null
                && (before.size() > now.size() || !now.subList(0, before.size()).equals(before))) {
            broken("events of " + run + " were told otherwise before");
        }
    }

    void latched() {
        note("latched");
        latchedAt = latchedAt == null ? scheduler.now() : latchedAt;
    }

    void opened() {
        note("opened");
        latchedAt = null;
    }

    /** What this node has in hand may have been touched by it. */
    void struck(Kind kind, SimulatedNode simulatedNode) {
        note(kind + " strikes " + simulatedNode);
        if (DELAYING.contains(kind)) {
            simulatedNode.inHand().forEach(run -> tenure(run).ifPresent(claimRecord -> claimRecord.meets(Met.DELAY)));
        }
    }

    /** It may arrive when its sender has given it up. */
    void late(Call call) {
        networkEffects.late(call);
    }

    /** A call leaves a node. */
    void sent(SimulatedNode simulatedNode, Caller caller, Call call) {
        String run = String.valueOf(caller.run());
        note(simulatedNode + " sends " + call.method() + " " + call.clientId().orElse("") + " for "
                + caller.sessionId());
        ClaimRecord claimRecord = tenure();
        if (!scheduler.now().isBefore(claimRecord.end())) {
            broken(call.method() + " was sent for " + run + " after its claim had ended");
        }
        if (cancelAnswered.contains(new RunId(run))) {
            broken(call.method() + " was sent for " + run + " after its cancel was answered");
        }
        Instant told = claimRecord.floodWaits().get(call.method());
        if (told != null && scheduler.now().isBefore(told)) {
            broken(call.method() + " was sent for " + run + " by the claim that was told not to before " + told);
        }
        Instant until = waits.until(caller.sessionId(), call.method(), claimRecord.since());
        if (scheduler.now().plus(TOLERANCE).isBefore(until)) {
            broken(call.method() + " was sent for " + caller.sessionId() + ", which must not before " + until);
        }
        Instant pause = waits.until(caller.sessionId(), Session.ANY_METHOD, claimRecord.since());
        if (scheduler.now().plus(TOLERANCE).isBefore(pause)) {
            broken(call.method() + " was sent for " + caller.sessionId() + ", which pauses until " + pause);
        }
        // What sends to the sandbox is stopped with the claim, and to a gateway with the call.
        if (latchedAt != null && (reach == Gateway.Reach.GATEWAY || latchedAt.isBefore(claimRecord.since()))) {
            broken(call.method() + " was sent after the target was latched");
        }
        if (caller.sessionId().equals(SimulatedCluster.STRANGER.value())) {
            broken(call.method() + " was sent for a run of another target");
        }
        actors.add(caller.sessionId());
        if (reach == Gateway.Reach.GATEWAY && actors.size() > MAX_SESSIONS) {
            broken(call.method() + " was sent for more sessions than a gateway gets: " + actors);
        }
    }

    /** What a node is told by the network. */
    void answered(Call call, Reply reply) {
        tenure().answered(call, reply, scheduler.now());
    }

    /** A call has come to the network. */
    void arrived() {
        for (NetworkEffects.Happened happened : networkEffects.look()) {
            if (happened.repeats() > 0) {
                broken(happened.call() + " had its effect more than once");
            }
            trialStore
                    .runs()
                    .find(happened.step().run())
                    .ifPresent(story -> new RunOracle(story, networkEffects)
                            .afterAnEffect(happened.step().index())
                            .forEach(this::broken));
        }
    }

    /** When all is over. */
    void judge() {
        arrived();
        for (RunId id : accepted) {
            follow(id);
            trialStore
                    .runs()
                    .find(id)
                    .ifPresentOrElse(
                            story -> new RunOracle(story, networkEffects)
                                    .inTheEnd()
                                    .forEach(this::broken),
                            () -> broken("the accepted run " + id + " is lost"));
        }
    }
}
