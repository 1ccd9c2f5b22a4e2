package dev.heatup.run;

import dev.heatup.session.MemorySessions;
import dev.heatup.session.Quarantine;
import dev.heatup.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs and their queue in memory, under the stores' contract; for simulations, where nothing outlives the process. What is
 * due at the same moment is claimed in the order of its ids, so that the same calls give the same answers. Thread-safe.
 */
public final class MemoryRuns implements Runs, StepQueue, TargetState {

    private static final Duration KEY_LIFETIME = Duration.ofHours(24);

    private final MemorySessions sessions;
    private final TreeMap<String, Run> runs = new TreeMap<>();
    private final Map<RunId, TreeMap<Integer, StepOutcome>> outcomes = new HashMap<>();
    private final Map<SessionId, RunId> live = new HashMap<>();
    private final Map<Lane, NavigableSet<Due>> due = new EnumMap<>(Lane.class);
    private final Set<RunId> inFlight = new HashSet<>();
    private final Map<Named, Remembered> requests = new HashMap<>();
    private final MemoryTarget target;

    private record Due(Instant at, Run run) {
        private static final Comparator<Due> ORDER = Comparator.comparing(Due::at)
                .thenComparing(due -> due.run().id().value());
    }

    private record Named(String caller, String path, String key) {
        Named(RequestKey key) {
            this(key.caller(), key.path(), key.key());
        }
    }

    private record Remembered(String hash, RunId run, Instant at) {}

    public MemoryRuns(MemorySessions sessions) {
        this.sessions = sessions;
        this.target = new MemoryTarget(sessions);
        for (Lane lane : Lane.values()) {
            due.put(lane, new TreeSet<>(Due.ORDER));
        }
    }

    @Override
    public synchronized Creation create(Run run, @Nullable RequestKey key, SessionLimit limit) {
        Optional<Creation> earlier =
                key == null ? Optional.empty() : earlier(key, run.times().createdAt());
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Creation creation = admit(run, limit);
        if (key != null && creation instanceof Creation.Created) {
            requests.put(
                    new Named(key),
                    new Remembered(key.hash(), run.id(), run.times().createdAt()));
        }
        return creation;
    }

    private Creation admit(Run run, SessionLimit limit) {
        Quarantine quarantine = sessions.find(run.sessionId()).quarantine();
        if (quarantine != null) {
            return new Creation.Quarantined(quarantine);
        }
        RunId busy = live.get(run.sessionId());
        if (busy != null) {
            return new Creation.Busy(busy);
        }
        if (!limit.isNone()
                && target.admit(run.sessionId(), limit, run.times().createdAt()) instanceof Admission.Full full) {
            return new Creation.Full(full);
        }
        store(run);
        return new Creation.Created(run);
    }

    @Override
    public synchronized Optional<Creation> earlier(RequestKey key, Instant now) {
        Named name = new Named(key);
        Remembered known = requests.get(name);
        if (known == null) {
            return Optional.empty();
        }
        if (!known.at().isAfter(now.minus(KEY_LIFETIME))) {
            requests.remove(name);
            return Optional.empty();
        }
        return Optional.of(
                known.hash().equals(key.hash()) ? new Creation.Repeated(known.run()) : new Creation.KeyReused());
    }

    @Override
    public synchronized Optional<Story> find(RunId id) {
        return Optional.ofNullable(runs.get(id.value())).map(this::story);
    }

    @Override
    public synchronized List<Story> list(Filter filter) {
        RunId before = filter.before();
        return (before == null ? runs : runs.headMap(before.value(), false))
                .descendingMap().values().stream()
                        .filter(run ->
                                filter.session() == null || run.sessionId().equals(filter.session()))
                        .filter(run -> filter.status() == null || run.status() == filter.status())
                        .limit(filter.limit())
                        .map(this::story)
                        .toList();
    }

    private Story story(Run run) {
        return new Story(
                run,
                List.copyOf(outcomes.getOrDefault(run.id(), new TreeMap<>()).values()));
    }

    @Override
    public synchronized Cancellation cancel(RunId id, Instant now) {
        Run run = runs.get(id.value());
        if (run == null) {
            return new Cancellation.NotFound();
        }
        if (!run.status().isLive()) {
            return new Cancellation.AlreadyEnded();
        }
        boolean ready = run.position().phase() == StepPhase.READY;
        if (ready && run.position().progress().turn() == 0) {
            store(run.cancelled(now));
            return new Cancellation.Cancelled();
        }
        store(run.cancelRequested(ready ? now : run.dueAt()));
        return new Cancellation.Requested();
    }

    @Override
    public synchronized int forget(Instant endedBefore, int most) {
        List<RunId> old = runs.values().stream()
                .filter(run -> run.times().finishedAt() != null
                        && run.times().finishedAt().isBefore(endedBefore))
                .sorted(Comparator.comparing(
                        run -> Objects.requireNonNull(run.times().finishedAt())))
                .map(Run::id)
                .limit(most)
                .toList();
        for (RunId id : old) {
            runs.remove(id.value());
            outcomes.remove(id);
            requests.values().removeIf(request -> request.run().equals(id));
        }
        return old.size();
    }

    @Override
    public synchronized long live() {
        return live.size();
    }

    @Override
    public synchronized Batch claim(Lane lane, Instant now, int most) {
        List<Claimed> claimed = new ArrayList<>();
        NavigableSet<Due> waiting = waiting(lane);
        while (claimed.size() < most
                && !waiting.isEmpty()
                && !waiting.first().at().isAfter(now)) {
            Run run = waiting.first().run().claimed(now);
            store(run);
            inFlight.add(run.id());
            claimed.add(new Claimed(0, run, floodWaits(run.sessionId(), now)));
        }
        return new Batch(claimed, target.standing(), claimed.size() < most ? nextDue(lane) : now);
    }

    @Override
    public synchronized @Nullable Instant nextDue(Lane lane) {
        NavigableSet<Due> waiting = waiting(lane);
        return waiting.isEmpty() ? null : waiting.first().at();
    }

    private Map<String, Instant> floodWaits(SessionId session, Instant now) {
        return sessions.find(session).notBefore().entrySet().stream()
                .filter(wait -> wait.getValue().isAfter(now))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public synchronized boolean complete(Claimed claimed, Transition transition, Instant now) {
        Run run = transition.run();
        Run known = runs.get(run.id().value());
        if (known == null
                || !known.status().isLive()
                || known.position().token() != run.position().token()
                || !inFlight.remove(run.id())) {
            return false;
        }
        StepOutcome stepOutcome = transition.outcome();
        if (stepOutcome != null
                && outcomes.computeIfAbsent(run.id(), _ -> new TreeMap<>()).putIfAbsent(stepOutcome.step(), stepOutcome)
                        != null) {
            throw new IllegalStateException(
                    "step " + stepOutcome.step() + " of " + run.id() + " has an outcome already");
        }
        store(known.position().cancelRequested() ? hurried(run, now) : run);
        transition.changes().forEach(change -> sessions.learn(run.sessionId(), change));
        return true;
    }

    /** Somebody asked to cancel meanwhile: due at once, unless a step is in doubt. */
    private static Run hurried(Run run, Instant now) {
        Instant dueAt = run.dueAt();
        return run.cancelRequested(dueAt == null || run.position().phase() != StepPhase.READY ? dueAt : now);
    }

    @Override
    public synchronized void latch(Latch latch) {
        target.latch(latch);
        for (Run run : List.copyOf(runs.values())) {
            Instant dueAt = run.dueAt();
            if (dueAt != null && dueAt.isAfter(latch.since()) && run.position().phase() == StepPhase.READY) {
                store(run.dueAt(latch.since()));
            }
        }
    }

    @Override
    public Standing standing() {
        return target.standing();
    }

    @Override
    public void open(Latch known) {
        target.open(known);
    }

    @Override
    public Admission admit(SessionId session, SessionLimit limit, Instant now) {
        return target.admit(session, limit, now);
    }

    private NavigableSet<Due> waiting(Lane lane) {
        return due.getOrDefault(lane, new TreeSet<>(Due.ORDER));
    }

    private void store(Run run) {
        Run before = runs.put(run.id().value(), run);
        if (before != null && before.dueAt() != null) {
            waiting(before.lane()).remove(new Due(before.dueAt(), before));
        }
        Instant dueAt = run.dueAt();
        if (dueAt != null) {
            waiting(run.lane()).add(new Due(dueAt, run));
        }
        if (run.status().isLive()) {
            live.put(run.sessionId(), run.id());
        } else {
            live.remove(run.sessionId(), run.id());
        }
    }
}
