package dev.heatup.sandbox.jdbc;

import dev.heatup.sandbox.EventLog;
import dev.heatup.sandbox.EventLogException;
import dev.heatup.sandbox.IdempotentReply;
import dev.heatup.sandbox.world.Event;
import dev.heatup.telegram.Tl;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The event log in {@code sandbox.db}: WAL, forced to disk at each commit. One process at a time has it. */
public final class SqliteEventLog implements EventLog {

    private final EventLogConnection connection;
    private final EventLogReader reader;
    private final EventLogWriter writer;

    private SqliteEventLog(EventLogConnection connection) {
        this.connection = connection;
        this.reader = connection.reader();
        this.writer = connection.writer();
    }

    /**
     * Opens or makes the log in {@code folder}.
     *
     * @param seed the world's; null for that of the log, or a fresh one for a new log
     * @param freshSeed asked when a new log is made without a seed
     * @throws EventLogException when another process has it, its schema is newer, or it has another seed
     */
    public static SqliteEventLog open(Path folder, @Nullable Long seed, LongSupplier freshSeed) {
        return new SqliteEventLog(EventLogConnection.open(folder, seed, freshSeed));
    }

    /**
     * Looks without writing.
     *
     * @throws EventLogException when the log in {@code folder} can't be used
     */
    public static void check(Path folder) {
        EventLogConnection.check(folder);
    }

    @Override
    public long seed() {
        return reader.seed();
    }

    @Override
    public Optional<Instant> began() {
        return reader.began();
    }

    @Override
    public void begin(Instant worldTime) {
        writer.begin(worldTime);
    }

    @Override
    public Optional<String> description() {
        return reader.description();
    }

    @Override
    public void describe(String text) {
        writer.describe(text);
    }

    @Override
    public Optional<Instant> reached() {
        return reader.reached();
    }

    @Override
    public void replay(long afterSeq, Consumer<Event> consumer) {
        reader.replay(afterSeq, consumer);
    }

    @Override
    public List<Event> events(long afterSeq, int limit) {
        return reader.events(afterSeq, limit);
    }

    @Override
    public List<IdempotentReply> answers(String account, String clientId) {
        return reader.answers(account, clientId);
    }

    @Override
    public void append(Event event) {
        writer.append(event);
    }

    @Override
    public void remember(IdempotentReply idempotentReply) {
        writer.remember(idempotentReply);
    }

    @Override
    public Map<String, Tl.Obj> notes(String prefix) {
        return reader.notes(prefix);
    }

    @Override
    public void note(String name, Tl.Obj value) {
        writer.note(name, value);
    }

    @Override
    public void reach(Instant worldTime) {
        writer.reach(worldTime);
    }

    @Override
    public void commit() {
        connection.commit();
    }

    @Override
    public Optional<Path> folder() {
        return Optional.of(connection.folder());
    }

    /** What was not committed is lost. */
    @Override
    public void close() {
        connection.close();
    }
}
