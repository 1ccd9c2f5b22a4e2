package dev.heatup.run;

import dev.heatup.plan.Action;

/**
 * What a step needs next. Only acting has an effect; the other two may be repeated at will.
 *
 * <pre>
 * preparing ──drafted──→ acting ──sent to a bot──→ listening
 *     ↑                                                │
 *     └────────────── answered, another turn ──────────┘
 * </pre>
 */
enum StepStage {
    /** To look at the chat and to decide what is sent. */
    PREPARING,
    ACTING,
    /** To look for a bot's answer. */
    LISTENING;

    static StepStage of(Action action, StepProgress stepProgress) {
        if (stepProgress.awaited() != null) {
            return LISTENING;
        }
        return isPrepared(action) && stepProgress.draft() == null ? PREPARING : ACTING;
    }

    /** Whether what is sent depends on what is seen when it is due. */
    private static boolean isPrepared(Action action) {
        return switch (action) {
            case Action.React _, Action.SendMessage _, Action.PressButton _, Action.MessageBot _ -> true;
            case Action.JoinChannel _,
                    Action.ReadMessages _,
                    Action.Idle _,
                    Action.ViewPost _,
                    Action.LeaveChannel _,
                    Action.StartBot _ -> false;
        };
    }

    /** Finding words may take a language model's time, which must not hold up due steps. */
    Lane lane(Action action) {
        boolean writes = action instanceof Action.SendMessage || action instanceof Action.MessageBot;
        return this == PREPARING && writes ? Lane.PLANNING : Lane.STEPS;
    }
}
