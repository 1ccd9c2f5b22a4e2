package dev.heatup.run;

import dev.heatup.sqlite.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A reader's place in the events of a run, wherever that is carried out. Confined to one thread. */
public final class EventCursor implements AutoCloseable {

    private final Supplier<Optional<Runs.Story>> story;
    private final RunWaiters.Watch watch;
    private int told;
    private boolean ended;

    /**
     * @param story as it is recorded now
     * @param after the sequence number of the last event that is known already; 0 when none is
     */
    EventCursor(Supplier<Optional<Runs.Story>> story, RunWaiters.Watch watch, int after) {
        this.story = story;
        this.watch = watch;
        this.told = after;
    }

    /**
     * The events that come next, as soon as there are any.
     *
     * @return none when there were none for {@code patience}, or when it {@linkplain #isOver() is over}
     */
    public List<RunEvent> next(Duration patience) throws InterruptedException {
        List<RunEvent> fresh = new ArrayList<>();
        watch.await(patience, () -> {
            fresh.addAll(look());
            return ended || !fresh.isEmpty();
        });
        return fresh;
    }

    private List<RunEvent> look() {
        try {
            // A run that is there no more was deleted because of its age.
            List<RunEvent> all = story.get().map(RunEvent::of).orElse(List.of());
            ended = all.isEmpty() || all.getLast() instanceof RunEvent.Ended;
            List<RunEvent> fresh = all.subList(Math.min(told, all.size()), all.size());
            told += fresh.size();
            return fresh;
        } catch (StoreException e) {
            // It may be away for a while, which the engine tells; there is nothing new until it is back.
            return List.of();
        }
    }

    /** Whether the run has ended, so that there are no further events. */
    public boolean hasEnded() {
        return ended;
    }

    /** Whether nothing more comes from here: the run has ended, or this node stops. */
    public boolean isOver() {
        return ended || watch.isOver();
    }

    @Override
    public void close() {
        watch.close();
    }
}
