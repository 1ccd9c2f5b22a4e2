package dev.heatup.sandbox;

import dev.heatup.sandbox.world.Event;
import dev.heatup.telegram.Tl;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The sandbox's append-only record. What is appended belongs to one open group and is durable, all of it or nothing, once
 * {@link #commit} returns. Used by one thread at a time; failures are {@link EventLogException}s, after which the log must not
 * be used.
 */
public interface EventLog extends AutoCloseable {

    /** The seed that this world was made with. */
    long seed();

    /** When this world began, in world time; empty until {@link #begin}. */
    Optional<Instant> began();

    /** Once, for a new world. */
    void begin(Instant worldTime);

    /** What {@link #describe} was told; empty for a world that nobody described. */
    Optional<String> description();

    /** Once, for a new world. */
    void describe(String text);

    /** The world time that anybody may have seen; empty for a new world. */
    Optional<Instant> reached();

    /** All events after {@code afterSeq}, in order. */
    void replay(long afterSeq, Consumer<Event> consumer);

    /** Events after {@code afterSeq} in order, at most {@code limit}. */
    List<Event> events(long afterSeq, int limit);

    /** All answers under this id, those of the open group included, the latest first. */
    List<IdempotentReply> answers(String account, String clientId);

    void append(Event event);

    /** In place of what was remembered under its id and {@code seq}, if there was anything. */
    void remember(IdempotentReply idempotentReply);

    /** What is kept beside the events under names that begin like this. */
    Map<String, Tl.Obj> notes(String prefix);

    /** Keeps this beside the events, in place of what was under its name. */
    void note(String name, Tl.Obj value);

    /** Promises that world time never starts before this again, whatever was promised before. */
    void reach(Instant worldTime);

    void commit();

    /** Where files beside the log may lie; empty for one that lies nowhere itself. */
    Optional<Path> folder();

    @Override
    void close();
}
