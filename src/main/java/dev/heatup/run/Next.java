package dev.heatup.run;

import dev.heatup.plan.Action;
import dev.heatup.run.StepProgress.Awaited;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a run needs next. */
public sealed interface Next {

    /** A plan. */
    record Propose() implements Next {}

    /** To decide what turn {@code turn} of step {@code index} sends; this has no effect. */
    record Prepare(int index, Action action, int turn) implements Next {}

    /**
     * The action of step {@code index}; nothing of it, or of its turn, was sent before.
     *
     * @param draft what was prepared, null for what needs no preparation
     */
    record Act(int index, Action action, @Nullable MessageDraft draft) implements Next {}

    /** To look for a bot's answer; this has no effect. */
    record Listen(int index, Action action, Awaited awaited) implements Next {}

    /** To find out whether step {@code index} happened, and to perform it when it did not. */
    record Reconcile(int index, Action action, @Nullable MessageDraft draft) implements Next {}

    /** To find out whether step {@code index} happened, and nothing more: the run is being cancelled. */
    record Look(int index, Action action, @Nullable MessageDraft draft) implements Next {}

    /** To leave a conversation at what was said. */
    record BreakOff(int index, Action action) implements Next {}

    /** Nothing before {@code until}. */
    record Wait(Instant until) implements Next {}

    /** To give up step {@code index}: the network asks to wait longer than a visit lasts. */
    record Forgo(int index, Action action, Instant until) implements Next {}

    /** To stop trying: the planning or the step was claimed again and again, and nothing came of it. */
    record GiveUp() implements Next {}

    /** To end. */
    record Finish(RunStatus status) implements Next {}
}
