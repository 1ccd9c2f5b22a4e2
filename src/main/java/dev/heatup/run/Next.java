package dev.heatup.run;

import dev.heatup.plan.Action;
import java.time.Instant;

/** What a run needs next. */
public sealed interface Next {

    /** A plan. */
    record Propose() implements Next {}

    /** The action of step {@code index}; nothing of it was sent before. */
    record Act(int index, Action action) implements Next {}

    /** To find out whether step {@code index} happened, and to perform it when it did not. */
    record Reconcile(int index, Action action) implements Next {}

    /** To find out whether step {@code index} happened, and nothing more: the run is being cancelled. */
    record Look(int index, Action action) implements Next {}

    /** Nothing before {@code until}. */
    record Wait(Instant until) implements Next {}

    /** To give up step {@code index}: the network asks to wait longer than a visit lasts. */
    record Forgo(int index, Action action, Instant until) implements Next {}

    /** To stop trying: the planning or the step was claimed again and again, and nothing came of it. */
    record GiveUp() implements Next {}

    /** To end. */
    record Finish(RunStatus status) implements Next {}
}
