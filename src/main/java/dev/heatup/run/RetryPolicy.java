package dev.heatup.run;

import dev.heatup.retry.Backoff;
import java.time.Duration;
import java.time.Instant;

/** How often and how long a run keeps trying before it gives up a step, a hold or itself. Stateless. */
final class RetryPolicy {

    /** Claims of one step that ended without knowing more, before it is given up. */
    static final int MAX_TRIES = 5;

    /** Claims that came to nothing at all; more than crashes explain, so the step itself must be what breaks. */
    static final int MAX_CLAIMS = 10;

    /** A run holds this long while nobody can say what network it is on; then it is refused. */
    private static final Duration MAX_HOLD = Duration.ofMinutes(10);

    /** A flood wait beyond this fails the step instead of keeping the run alive; it is kept all the same. */
    private static final Duration MAX_FLOOD_WAIT = Duration.ofMinutes(15);

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

    private RetryPolicy() {}

    static boolean allowsAnotherTry(int tries) {
        return tries < MAX_TRIES;
    }

    static boolean allowsAnotherClaim(int tries) {
        return tries <= MAX_CLAIMS;
    }

    /** 1, 2, 4, 8 s: by tries, so that it needs no state of its own. */
    static Instant nextTry(int tries, Instant now) {
        return now.plus(BACKOFF.after(tries));
    }

    /** 1, 2, 4 … 60 s: as long again as it has been held, for a hold is no try. */
    static Instant nextAfterHold(Instant since, Instant now) {
        return now.plus(BACKOFF.after(Duration.between(since, now)));
    }

    /** Whether a run that is held since {@code since} may still be held at {@code at}. */
    static boolean allowsHold(Instant since, Instant at) {
        return at.isBefore(since.plus(MAX_HOLD));
    }

    /** Whether a flood wait that ends at {@code until} is waited for. */
    static boolean allowsFloodWait(Instant until, Instant now) {
        return !until.isAfter(now.plus(MAX_FLOOD_WAIT));
    }
}
