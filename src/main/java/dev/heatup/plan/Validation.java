package dev.heatup.plan;

import java.util.List;

/** The validator's answer. */
public sealed interface Validation {

    record Valid(Plan plan) implements Validation {}

    /** All violations at once, in the order of the plan; never empty. */
    record Invalid(List<Violation> violations) implements Validation {
        public Invalid {
            violations = List.copyOf(violations);
        }
    }
}
