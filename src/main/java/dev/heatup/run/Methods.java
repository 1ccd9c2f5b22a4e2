package dev.heatup.run;

import dev.heatup.plan.Action;
import java.util.List;

/** Which of Telegram's methods an action calls; flood waits are kept for each. */
final class Methods {

    static final String JOIN = "channels.joinChannel";
    static final String HISTORY = "messages.getHistory";
    static final String VIEWS = "messages.getMessagesViews";
    static final String READ = "channels.readHistory";
    static final String DIALOGS = "messages.getDialogs";

    private Methods() {}

    static List<String> of(Action action) {
        return switch (action) {
            case Action.JoinChannel _ -> List.of(JOIN);
            case Action.ReadMessages _ -> List.of(HISTORY, VIEWS, READ);
            case Action.Idle _ -> List.of();
        };
    }

    /** To find out whether it happened, where that can be seen. */
    static List<String> ofLooking(Action action) {
        return switch (action) {
            case Action.JoinChannel _ -> List.of(DIALOGS);
            case Action.ReadMessages _, Action.Idle _ -> List.of();
        };
    }

    /** To find out whether it happened, and to perform it when it did not. */
    static List<String> ofReconciling(Action action) {
        return switch (action) {
            case Action.JoinChannel _ -> List.of(DIALOGS, JOIN);
            case Action.ReadMessages _ -> of(action);
            case Action.Idle _ -> List.of();
        };
    }
}
