package dev.heatup.sandbox.world;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * What happens by itself, of all sources in one order: by time, and at the same time by source. What was due up to the
 * latest event has happened, so that an agenda can be made anew from any state. Confined to one thread.
 */
public final class Agenda {

    private final PriorityQueue<Row> rows =
            new PriorityQueue<>(Comparator.comparing((Row row) -> row.next.at()).thenComparingInt(row -> row.order));

    /** Where a row of happenings comes from. */
    @FunctionalInterface
    public interface Source {

        /**
         * Happenings after {@link WorldState#latest}, in order of time, possibly without end. When they are due follows
         * from the world's description and its beginning alone.
         */
        Iterator<Due> from(WorldState state);
    }

    /** What happens at a moment, in the world as it is then; nothing, if it can't. */
    public record Due(Instant at, Happening happening) {

        public List<CausedEffect> effects(WorldState state) {
            return happening.deeds(state);
        }
    }

    @FunctionalInterface
    public interface Happening {
        List<CausedEffect> deeds(WorldState state);
    }

    /** @param sources besides what channels post */
    public Agenda(WorldState state, Collection<? extends Source> sources) {
        Stream.concat(ChannelPosts.sources(state.world()), sources.stream())
                .map(source -> source.from(state))
                .forEach(dues -> proceed(dues, rows.size()));
    }

    public Optional<Instant> next() {
        return Optional.ofNullable(rows.peek()).map(row -> row.next.at());
    }

    /** What is due at {@link #next}, and from now on counts as happened. */
    public Due take() {
        Row row = rows.remove();
        proceed(row.dues, row.order);
        return row.next;
    }

    private void proceed(Iterator<Due> dues, int order) {
        if (dues.hasNext()) {
            rows.add(new Row(dues.next(), dues, order));
        }
    }

    private record Row(Due next, Iterator<Due> dues, int order) {}
}
