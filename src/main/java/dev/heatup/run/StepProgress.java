package dev.heatup.run;

import dev.heatup.plan.Action;
import dev.heatup.run.StepResult.Answer;
import dev.heatup.run.StepResult.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the step that comes next has come to so far, where it takes more than one claim.
 *
 * @param draft what the next turn sends; null while it is not decided
 * @param turns what was sent, and what was answered
 * @param begunAt when the first turn was sent, null before
 * @param awaited the answer that is waited for, null while none is
 */
public record StepProgress(
        @Nullable MessageDraft draft,
        List<Turn> turns,
        @Nullable Instant begunAt,
        @Nullable Awaited awaited) {

    public static final StepProgress NONE = new StepProgress(null, List.of(), null, null);

    public StepProgress {
        turns = List.copyOf(turns);
    }

    /**
     * An answer of a bot.
     *
     * @param afterId the message after which it comes
     * @param seen digest of that message when it is the bot's, as an edit of it is an answer, too; null when it is ours
     * @param since when the turn was sent
     * @param until when it is given up
     */
    public record Awaited(long afterId, @Nullable Integer seen, Instant since, Instant until) {}

    /** How many turns were sent. */
    public int turn() {
        return turns.size();
    }

    boolean hasBegun() {
        return !turns.isEmpty();
    }

    StepProgress drafted(MessageDraft next) {
        return new StepProgress(next, turns, begunAt, null);
    }

    /** @param answer where it will be, null when none is looked for */
    StepProgress spoke(Turn turn, @Nullable Awaited answer, Instant startedAt) {
        List<Turn> all = new ArrayList<>(turns);
        all.add(turn);
        return new StepProgress(null, all, begunAt == null ? startedAt : begunAt, answer);
    }

    /** What it came to; {@link StepResult#NONE} before it has begun. */
    StepResult result(Action action) {
        if (turns.isEmpty()) {
            return StepResult.NONE;
        }
        return action instanceof Action.MessageBot
                ? StepResult.conversation(turns)
                : StepResult.single(turns.getFirst());
    }

    StepProgress heard(Answer answer) {
        List<Turn> all = new ArrayList<>(turns);
        all.set(all.size() - 1, all.getLast().answered(answer));
        return new StepProgress(null, all, begunAt, null);
    }
}
