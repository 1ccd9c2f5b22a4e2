package dev.heatup.gateway;

import dev.heatup.gateway.Call.Dialogs;
import dev.heatup.gateway.Call.InvokeRaw;
import dev.heatup.gateway.Call.JoinChat;
import dev.heatup.gateway.Call.SendMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The little that a gateway in front of a real test network is asked for. Fixed here on purpose: no setting widens it.
 * What is not named is refused.
 */
public final class GatewayLimits {

    /** Different sessions that act on one target within any {@link #SESSION_WINDOW}. */
    public static final int MAX_SESSIONS = 20;

    public static final Duration SESSION_WINDOW = Duration.ofDays(7);

    /** The end of every message, so that people on the test network see what wrote it. */
    public static final String MARK = "[heatup test]";

    private static final Set<String> ALLOWED = Set.of(
            "help.getConfig",
            "channels.joinChannel",
            "channels.leaveChannel",
            "messages.getHistory",
            "channels.readHistory",
            "contacts.resolveUsername");

    /** Without those that schedule, forward, pay or speak for another: a message is text, now, from the session. */
    private static final Set<String> MESSAGE_FIELDS =
            Set.of("_", "peer", "message", "random_id", "reply_to", "no_webpage");

    private GatewayLimits() {}

    /** Why a gateway is not asked this, as a sentence that quotes nothing of the call; empty when it may be asked. */
    public static Optional<String> refusal(Call call) {
        return switch (call) {
            case JoinChat join -> Optional.empty();
            case Dialogs dialogs -> Optional.empty();
            case SendMessage message -> unmarked(message.text());
            case InvokeRaw(String method, Tl.Obj params, String id) -> refusal(method, params);
        };
    }

    private static Optional<String> refusal(String method, Tl.Obj params) {
        return switch (method) {
            case "messages.getMessagesViews" -> counting(params);
            case "messages.sendMessage" -> sending(params);
            default ->
                ALLOWED.contains(method)
                        ? Optional.empty()
                        : Optional.of("this method is for the sandbox alone, a gateway is never asked for it");
        };
    }

    private static Optional<String> counting(Tl.Obj params) {
        return params.bool("increment").filter(increment -> !increment).isPresent()
                ? Optional.empty()
                : Optional.of("views are never counted through a gateway: increment must be false");
    }

    private static Optional<String> sending(Tl.Obj params) {
        return MESSAGE_FIELDS.containsAll(params.fields().keySet())
                ? unmarked(params.text("message").orElse(""))
                : Optional.of("through a gateway a message is plain text, sent now, and nothing else");
    }

    private static Optional<String> unmarked(String text) {
        return text.endsWith(MARK) ? Optional.empty() : Optional.of("a message through a gateway must end in " + MARK);
    }
}
