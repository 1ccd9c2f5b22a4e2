package dev.heatup.run;

import dev.heatup.plan.Action;
import dev.heatup.retry.Backoff;
import dev.heatup.run.StepProgress.Awaited;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a conversation with a bot takes: people's times are world time, while a bot takes real time whatever the speed,
 * so that waits for it never fall below what a working bot needs. Immutable.
 *
 * @param speed world seconds per real second
 */
record ConversationTiming(double speed) {

    /** For one answer, in world time. */
    static final Duration ANSWER = Duration.ofSeconds(30);

    /** For all turns, in world time. */
    static final Duration WHOLE = Duration.ofMinutes(3);

    /** At any speed, in real time. */
    static final Duration MIN_ANSWER_TIME = Duration.ofSeconds(5);

    static final Duration MIN_CONVERSATION_TIME = Duration.ofSeconds(30);

    private static final Backoff LOOKS = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(4));

    /** Reading an answer: so long, and longer for each of its characters. */
    private static final Duration READING = Duration.ofSeconds(2);

    private static final Duration READING_A_CHARACTER = Duration.ofMillis(20);

    static Duration real(Duration world, double speed) {
        return Duration.ofNanos(Math.round(world.toNanos() / speed));
    }

    /** The answer to {@code turn}, which was sent at {@code now}. */
    Awaited awaited(Run run, StepResult.Turn turn, Instant now) {
        StepProgress stepProgress = run.position().progress();
        Instant begun = stepProgress.begunAt() == null ? now : stepProgress.begunAt();
        Instant until =
                earlier(now.plus(atLeast(MIN_ANSWER_TIME, ANSWER)), begun.plus(atLeast(MIN_CONVERSATION_TIME, WHOLE)));
        Integer seen = stepProgress.draft() instanceof MessageDraft.Press press ? press.seen() : null;
        Long id = turn.messageId();
        if (id == null) {
            throw new IllegalStateException("the answer to a message without an id can't be found");
        }
        return new Awaited(id, seen, now, until);
    }

    /** Whether there is a turn left, and the time for it. */
    boolean goesOn(Action.WithBot action, StepProgress stepProgress, Instant now) {
        Instant begun = stepProgress.begunAt() == null ? now : stepProgress.begunAt();
        return action instanceof Action.MessageBot talk
                && stepProgress.turn() < talk.maxTurns()
                && now.isBefore(begun.plus(atLeast(MIN_CONVERSATION_TIME, WHOLE)));
    }

    /** Soon at first, then as long again as it has been waited, and at the end once more. */
    Instant lookAgain(Awaited awaited, Instant now) {
        Duration wait = LOOKS.after(Duration.between(awaited.since(), now));
        return earlier(now.plus(wait), awaited.until());
    }

    Duration reading(StepResult.Answer answer) {
        return real(READING.plus(READING_A_CHARACTER.multipliedBy(answer.text().length())), speed);
    }

    private Duration atLeast(Duration leastReal, Duration world) {
        Duration real = real(world, speed);
        return real.compareTo(leastReal) < 0 ? leastReal : real;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
