package dev.heatup.sandbox;

import dev.heatup.sandbox.Snapshots.Moment;
import dev.heatup.sandbox.bots.Mailboxes;
import dev.heatup.sandbox.world.Agenda;
import dev.heatup.sandbox.world.World;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A log that is open, and the world that it is about.
 *
 * @param sources of what happens in it by itself, besides what channels post
 * @param start null for what the log and the state beside it say
 */
public record WorldLog(
        EventLog log,
        World world,
        Collection<? extends Agenda.Source> sources,
        @Nullable Start start) {

    /**
     * What a world is before it goes on.
     *
     * @param seq of its last event
     */
    record Start(long seq, Moment moment, Mailboxes.Saved mailboxes) {}

    public WorldLog {
        sources = List.copyOf(sources);
    }

    public WorldLog(EventLog log, World world, Collection<? extends Agenda.Source> sources) {
        this(log, world, sources, null);
    }
}
