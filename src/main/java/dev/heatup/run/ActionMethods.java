package dev.heatup.run;

import dev.heatup.plan.Action;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which of Telegram's methods an action calls; flood waits are kept for each. */
final class ActionMethods {

    static final String JOIN = "channels.joinChannel";
    static final String LEAVE = "channels.leaveChannel";
    static final String HISTORY = "messages.getHistory";
    static final String VIEWS = "messages.getMessagesViews";
    static final String READ = "channels.readHistory";
    static final String DIALOGS = "messages.getDialogs";
    static final String FULL_CHANNEL = "channels.getFullChannel";
    static final String REACT = "messages.sendReaction";
    static final String SEND = "messages.sendMessage";

    /** Called before each message through a gateway, by what limits it. */
    static final String RESOLVE = "contacts.resolveUsername";

    static final String START = "messages.startBot";
    static final String PRESS = "messages.getBotCallbackAnswer";

    private ActionMethods() {}

    static List<String> ofPreparing(Action action) {
        return action instanceof Action.React ? List.of(FULL_CHANNEL, HISTORY) : List.of(HISTORY);
    }

    static List<String> ofListening() {
        return List.of(HISTORY);
    }

    static List<String> of(Action action, @Nullable MessageDraft messageDraft) {
        return switch (action) {
            case Action.JoinChannel _ -> List.of(JOIN);
            case Action.ReadMessages _ -> List.of(HISTORY, VIEWS, READ);
            case Action.Idle _ -> List.of();
            case Action.ViewPost _ -> List.of(HISTORY, VIEWS);
            case Action.React _ -> List.of(REACT);
            case Action.SendMessage _ -> List.of(RESOLVE, SEND);
            case Action.LeaveChannel _ -> List.of(LEAVE);
            case Action.StartBot _ -> List.of(START);
            case Action.PressButton _, Action.MessageBot _ ->
                messageDraft instanceof MessageDraft.Press ? List.of(PRESS) : List.of(RESOLVE, SEND);
        };
    }

    /** To find out whether it happened, where that can be seen. */
    static List<String> ofLooking(Action action) {
        return switch (action) {
            case Action.JoinChannel _, Action.LeaveChannel _ -> List.of(DIALOGS);
            case Action.React _ -> List.of(HISTORY);
            case Action.ReadMessages _,
                    Action.Idle _,
                    Action.ViewPost _,
                    Action.SendMessage _,
                    Action.StartBot _,
                    Action.PressButton _,
                    Action.MessageBot _ -> List.of();
        };
    }

    /** To find out whether it happened, and to perform it when it did not. */
    static List<String> ofReconciling(Action action, @Nullable MessageDraft messageDraft) {
        return Stream.concat(ofLooking(action).stream(), of(action, messageDraft).stream())
                .toList();
    }
}
