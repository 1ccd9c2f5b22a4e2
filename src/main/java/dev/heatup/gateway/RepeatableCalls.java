package dev.heatup.gateway;

import dev.heatup.telegram.Call;
import java.util.Set;

/** Which calls may be made twice. */
final class RepeatableCalls {

    /** The reads that are made without a {@code client_id}; an effect that lacks one by mistake is not among them. */
    private static final Set<String> READS = Set.of(
            "help.getConfig",
            "messages.getHistory",
            "messages.getMessages",
            "messages.getDialogs",
            "messages.getMessagesReactions",
            "channels.getFullChannel",
            "channels.getMessages",
            "channels.getParticipant",
            "channels.getChannels",
            "contacts.resolveUsername",
            "updates.getState",
            "users.getUsers");

    private RepeatableCalls() {}

    static boolean is(Call call) {
        return call.clientId().isPresent()
                || switch (call) {
                    case Call.Dialogs dialogs -> true;
                    case Call.JoinChat join -> false;
                    case Call.SendMessage message -> false;
                    case Call.InvokeRaw raw -> READS.contains(raw.method()) || readsViews(raw);
                };
    }

    private static boolean readsViews(Call.InvokeRaw raw) {
        return raw.method().equals("messages.getMessagesViews")
                && !raw.params().bool("increment").orElse(true);
    }
}
