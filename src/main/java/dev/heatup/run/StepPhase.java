package dev.heatup.run;

/**
 * What is known of the step that a run stands at.
 *
 * <pre>
 * ready ──claim──→ acting ──claim ran out──→ doubtful
 *   ↑                │  ↑                       │
 *   └── completed ───┘  └──── (never) ──────────┤
 *   └────────────── reconciled ─────────────────┘
 * </pre>
 */
public enum StepPhase {
    /** Nothing of it was sent. */
    READY,
    /** Claimed for the first time; its effect is sent after the claim is committed. */
    ACTING,
    /** An earlier claim ended without an outcome: it may have happened, so it is reconciled. */
    DOUBTFUL;

    StepPhase claimed() {
        return this == READY ? ACTING : DOUBTFUL;
    }

    /** After a claim that certainly sent nothing: as it was before that claim. */
    StepPhase unsent() {
        return this == ACTING ? READY : this;
    }
}
