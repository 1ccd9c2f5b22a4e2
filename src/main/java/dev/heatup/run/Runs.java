package dev.heatup.run;

import dev.heatup.session.Quarantine;
import dev.heatup.session.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All runs, live and ended. What a method answered is durable. Thread-safe. */
public interface Runs {

    /**
     * Records {@code run}, due at once, unless something forbids it. Where there is a limit, its session has taken one of
     * the places then, as if it had acted.
     */
    Creation create(Run run, @Nullable RequestKey key, SessionLimit limit);

    /** What an earlier request with this key came to; empty when there was none. */
    Optional<Creation> earlier(RequestKey key, Instant now);

    Optional<Story> find(RunId id);

    /** Ended and live runs, the newest first. */
    List<Story> list(Filter filter);

    Cancellation cancel(RunId id, Instant now);

    /**
     * Deletes runs that ended before {@code endedBefore}, at most {@code most} of them, with their outcomes and the keys of
     * their requests. Live runs stay, and so does what sessions remember.
     *
     * @return how many were deleted; fewer than {@code most} when no more is left for this caller
     */
    int forget(Instant endedBefore, int most);

    /** How many runs wait or act. */
    long live();

    /**
     * Names a request, so that its repeat is answered like the first.
     *
     * @param hash of the whole request; the same key with another hash is a mistake
     */
    record RequestKey(String caller, String path, String key, String hash) {}

    /** A run with what is recorded of its steps, in their order. */
    record Story(Run run, List<StepOutcome> outcomes) {}

    /**
     * Which runs, and where the page begins.
     *
     * @param before the last run of the page before, or null
     */
    record Filter(
            @Nullable SessionId session,
            @Nullable RunStatus status,
            @Nullable RunId before,
            int limit) {}

    sealed interface Creation {
        record Created(Run run) implements Creation {}

        /** The same request came before and made this run. */
        record Repeated(RunId run) implements Creation {}

        /** The key came before with another request. */
        record KeyReused() implements Creation {}

        record Busy(RunId live) implements Creation {}

        record Quarantined(Quarantine quarantine) implements Creation {}

        /** As many sessions acted on the target as may. */
        record Full(TargetState.Admission.Full why) implements Creation {}
    }

    sealed interface Cancellation {
        /** Nothing was in flight: it ended at once. */
        record Cancelled() implements Cancellation {}

        /** A step is in flight; the run ends when that is recorded. */
        record Requested() implements Cancellation {}

        record AlreadyEnded() implements Cancellation {}

        record NotFound() implements Cancellation {}
    }
}
