package dev.heatup.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** As the other runs, but where it is overridden. */
public class ForwardingRuns implements Runs {

    private final Runs runs;

    public ForwardingRuns(Runs runs) {
        this.runs = runs;
    }

    @Override
    public Creation create(Run run, @Nullable RequestKey key, SessionLimit limit) {
        return runs.create(run, key, limit);
    }

    @Override
    public Optional<Creation> earlier(RequestKey key, Instant now) {
        return runs.earlier(key, now);
    }

    @Override
    public Optional<Story> find(RunId id) {
        return runs.find(id);
    }

    @Override
    public List<Story> list(Filter filter) {
        return runs.list(filter);
    }

    @Override
    public Cancellation cancel(RunId id, Instant now) {
        return runs.cancel(id, now);
    }

    @Override
    public int forget(Instant endedBefore, int most) {
        return runs.forget(endedBefore, most);
    }

    @Override
    public long live() {
        return runs.live();
    }
}
