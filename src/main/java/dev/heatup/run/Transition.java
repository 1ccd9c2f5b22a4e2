package dev.heatup.run;

import dev.heatup.session.SessionChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run's next state and what is recorded together with it, in one transaction. */
public record Transition(Run run, @Nullable Outcome outcome, List<SessionChange> changes) {

    static Transition to(Run run) {
        return new Transition(run, null, List.of());
    }
}
