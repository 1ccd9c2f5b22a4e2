package dev.heatup.run;

import dev.heatup.plan.Action;
import java.util.List;

/** Which of Telegram's methods an action calls; flood waits are kept for each. */
final class Methods {

    static final String JOIN = "channels.joinChannel";
    static final String LEAVE = "channels.leaveChannel";
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
            case Action.ViewPost _ -> List.of(HISTORY, VIEWS);
            case Action.LeaveChannel _ -> List.of(LEAVE);
            case Action.React _, Action.SendMessage _, Action.StartBot _, Action.PressButton _, Action.MessageBot _ ->
                List.of();
        };
    }

    /** To find out whether it happened, where that can be seen. */
    static List<String> ofLooking(Action action) {
        return switch (action) {
            case Action.JoinChannel _, Action.LeaveChannel _ -> List.of(DIALOGS);
            case Action.ReadMessages _,
                    Action.Idle _,
                    Action.ViewPost _,
                    Action.React _,
                    Action.SendMessage _,
                    Action.StartBot _,
                    Action.PressButton _,
                    Action.MessageBot _ -> List.of();
        };
    }

    /** To find out whether it happened, and to perform it when it did not. */
    static List<String> ofReconciling(Action action) {
        return switch (action) {
            case Action.JoinChannel _ -> List.of(DIALOGS, JOIN);
            case Action.LeaveChannel _ -> List.of(DIALOGS, LEAVE);
            case Action.ReadMessages _,
                    Action.Idle _,
                    Action.ViewPost _,
                    Action.React _,
                    Action.SendMessage _,
                    Action.StartBot _,
                    Action.PressButton _,
                    Action.MessageBot _ -> of(action);
        };
    }
}
