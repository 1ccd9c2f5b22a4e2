package dev.heatup.run;

import dev.heatup.session.SessionChange;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run's next state and what is recorded together with it, in one transaction. */
public record Transition(Run run, @Nullable StepOutcome outcome, List<SessionChange> changes) {

    static Transition to(Run run) {
        return new Transition(run, null, List.of());
    }

    /** The same, with something more to remember of the session. */
    Transition and(SessionChange change) {
        return new Transition(
                run, outcome, Stream.concat(changes.stream(), Stream.of(change)).toList());
    }
}
