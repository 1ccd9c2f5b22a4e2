package dev.heatup.torture;

import dev.heatup.gateway.Call;
import dev.heatup.gateway.Caller;
import dev.heatup.run.Outcome;
import dev.heatup.run.Run;
import dev.heatup.run.RunEvent;
import dev.heatup.run.RunId;
import dev.heatup.run.Runs;
import dev.heatup.run.Transition;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.session.SessionChange;
import dev.heatup.session.SessionId;
import dev.heatup.torture.Fault.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sees everything and says what must not be: what always holds is looked at after each event, the rest in the end. */
final class Witness {

    /** The clocks of nodes are a little wrong; so much earlier than asked is not held against them. */
    private static final Duration TOLERANCE = Duration.ofMillis(1_500);

    private final Scheduler scheduler;
    private final Store store;
    private final Sandbox sandbox;
    private final List<String> history = new ArrayList<>();
    private final Set<String> broken = new LinkedHashSet<>();
    private final Set<RunId> accepted = new LinkedHashSet<>();
    private final Map<RunId, Set<Kind>> struck = new HashMap<>();
    private final Map<RunId, Instant> cancelAnswered = new HashMap<>();
    private final Map<RunId, List<RunEvent>> told = new HashMap<>();
    private final Map<Claim, Instant> claims = new HashMap<>();
    private final Map<Method, Wait> waits = new HashMap<>();
    private @Nullable Instant latchedAt;

    private record Claim(int node, String run) {}

    private record Method(String session, String name) {}

    /** @param known since when everybody can know of it */
    private record Wait(Instant until, Instant known) {}

    Witness(Scheduler scheduler, Store store, Sandbox sandbox) {
        this.scheduler = scheduler;
        this.store = store;
        this.sandbox = sandbox;
    }

    void note(String what) {
        history.add("%8.3f %s"
                .formatted(Duration.between(Cluster.START, scheduler.now()).toMillis() / 1e3, what));
    }

    void broken(String what) {
        note("BROKEN " + what);
        broken.add(what);
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

    Set<Kind> struck(RunId run) {
        return struck.getOrDefault(run, Set.of());
    }

    /** A user was told that the run is recorded. */
    void accepted(RunId run) {
        note("accepted " + run);
        accepted.add(run);
        follow(run);
    }

    /** A user was told that nothing more is sent. */
    void cancelAnswered(RunId run) {
        note("cancelled " + run);
        cancelAnswered.putIfAbsent(run, scheduler.now());
        follow(run);
    }

    /** After a run was recorded: one at a time for each session. */
    void created(SessionId session) {
        long live = store.runs().list(new Runs.Filter(session, null, null, Integer.MAX_VALUE)).stream()
                .filter(story -> story.run().status().isLive())
                .count();
        if (live > 1) {
            broken("session " + session + " has " + live + " live runs");
        }
    }

    void claimed(Member member, Run run) {
        note(member + " claims " + run.id() + " " + run.position().phase() + " "
                + run.position().index());
        claims.put(new Claim(member.number(), run.id().value()), scheduler.now());
    }

    void completed(Member member, Transition transition, boolean recorded) {
        Run run = transition.run();
        Outcome outcome = transition.outcome();
        note("%s %s %s %s%s"
                .formatted(
                        member,
                        recorded ? "records" : "is overtaken with",
                        run.id(),
                        run.status(),
                        outcome == null ? "" : ", step " + outcome.step() + " " + outcome.status()));
        if (recorded) {
            transition.changes().forEach(change -> learn(run.sessionId(), change));
            follow(run.id());
        }
    }

    /** After the run went on: what whoever follows it was told is not taken back. */
    private void follow(RunId run) {
        List<RunEvent> now = store.runs().find(run).map(RunEvent::of).orElse(List.of());
        List<RunEvent> before = told.put(run, now);
        if (before != null
                && (before.size() > now.size() || !now.subList(0, before.size()).equals(before))) {
            broken("events of " + run + " were told otherwise before");
        }
    }

    private void learn(SessionId session, SessionChange change) {
        if (change instanceof SessionChange.FloodWait(String method, Instant until)) {
            waits.put(new Method(session.value(), method), new Wait(until, scheduler.now()));
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
    void struck(Kind kind, Member member) {
        if (!kind.lasts()) {
            note(kind + " strikes " + member);
        }
        member.inHand()
                .forEach(run -> struck.computeIfAbsent(run.id(), _ -> EnumSet.noneOf(Kind.class))
                        .add(kind));
    }

    /** A call leaves a node. */
    void sent(Member member, Caller caller, Call call) {
        String run = String.valueOf(caller.run());
        note(member + " sends " + call.method() + " " + call.clientId().orElse("") + " for " + caller.sessionId());
        Instant claimed = claims.getOrDefault(new Claim(member.number(), run), Instant.MIN);
        if (cancelAnswered.containsKey(new RunId(run))) {
            broken(call.method() + " was sent for " + run + " after its cancel was answered");
        }
        Wait wait = waits.get(new Method(caller.sessionId(), call.method()));
        if (wait != null
                && wait.known().isBefore(claimed)
                && scheduler.now().isBefore(wait.until().minus(TOLERANCE))) {
            broken(call.method() + " was sent for " + caller.sessionId() + " before " + wait.until());
        }
        if (latchedAt != null && latchedAt.isBefore(claimed)) {
            broken(call.method() + " was sent by a claim after the target was latched");
        }
    }

    /** When all is over. */
    void judge() {
        Effects effects = Effects.of(sandbox);
        effects.doubled().forEach(name -> broken(name + " had its effect more than once"));
        for (RunId id : accepted) {
            follow(id);
            store.runs()
                    .find(id)
                    .ifPresentOrElse(
                            story -> new Judgement(story, struck(id), effects)
                                    .faults()
                                    .forEach(this::broken),
                            () -> broken("the accepted run " + id + " is lost"));
        }
    }
}
