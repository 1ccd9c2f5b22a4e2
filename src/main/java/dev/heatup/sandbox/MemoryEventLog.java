package dev.heatup.sandbox;

import dev.heatup.sandbox.world.Event;
import dev.heatup.telegram.Tl;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A log that lives as long as its process: a simulation's. Used by one thread at a time, as every log. */
public final class MemoryEventLog implements EventLog {

    private final long seed;
    private final List<Event> events = new ArrayList<>();
    private final Map<List<String>, TreeMap<Long, IdempotentReply>> answers = new HashMap<>();
    private final Map<String, Tl.Obj> notes = new TreeMap<>();
    private @Nullable String description;
    private @Nullable Instant began;
    private @Nullable Instant reached;
    private int committed;

    public MemoryEventLog(long seed) {
        this.seed = seed;
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public Optional<Instant> began() {
        return Optional.ofNullable(began);
    }

    @Override
    public void begin(Instant worldTime) {
        began = worldTime;
    }

    @Override
    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    @Override
    public void describe(String text) {
        description = text;
    }

    @Override
    public Optional<Instant> reached() {
        return Optional.ofNullable(reached);
    }

    @Override
    public void replay(long afterSeq, Consumer<Event> consumer) {
        events.stream().skip(afterSeq).forEach(consumer);
    }

    @Override
    public List<Event> events(long afterSeq, int limit) {
        int from = (int) Math.min(afterSeq, events.size());
        return List.copyOf(events.subList(from, Math.min(events.size(), from + limit)));
    }

    @Override
    public List<IdempotentReply> answers(String account, String clientId) {
        return answers.getOrDefault(List.of(account, clientId), new TreeMap<>()).descendingMap().values().stream()
                .toList();
    }

    @Override
    public void append(Event event) {
        events.add(event);
        reached = event.worldTime();
    }

    @Override
    public void remember(IdempotentReply idempotentReply) {
        answers.computeIfAbsent(List.of(idempotentReply.account(), idempotentReply.clientId()), id -> new TreeMap<>())
                .put(idempotentReply.seq(), idempotentReply);
    }

    @Override
    public Map<String, Tl.Obj> notes(String prefix) {
        Map<String, Tl.Obj> found = new TreeMap<>(notes);
        found.keySet().removeIf(name -> !name.startsWith(prefix));
        return found;
    }

    @Override
    public void note(String name, Tl.Obj value) {
        notes.put(name, value);
    }

    @Override
    public void reach(Instant worldTime) {
        reached = worldTime;
    }

    @Override
    public void commit() {
        committed = events.size();
    }

    @Override
    public Optional<Path> folder() {
        return Optional.empty();
    }

    /** Events that were not committed are lost. */
    @Override
    public void close() {
        events.subList(committed, events.size()).clear();
    }
}
