package dev.heatup.gateway;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Call.Dialogs;
import dev.heatup.telegram.Call.InvokeRaw;
import dev.heatup.telegram.Call.JoinChat;
import dev.heatup.telegram.Call.SendMessage;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The little that a gateway in front of a real test network is asked for. Fixed here on purpose: no setting widens it.
 * What is not named is refused, a method's parameters included, and each effect has one way: {@code join_chat} and
 * {@code send_message} are not repeated as raw methods.
 */
public final class GatewayLimits {

    /** Different sessions that act on one target within any {@link #SESSION_WINDOW}. */
    public static final int MAX_SESSIONS = 20;

    public static final Duration SESSION_WINDOW = Duration.ofDays(7);

    /** The end of every message, so that people on the test network see what wrote it. */
    public static final String MARK = "[heatup test]";

    /** As Telegram has them; no id, no link, no phone number and none of the words that mean oneself. */
    private static final Predicate<String> USERNAME =
            Pattern.compile("@?[A-Za-z][A-Za-z0-9_]{4,31}").asMatchPredicate();

    /** The raw methods, and what each may be given. */
    private static final Map<String, Map<String, Parameter>> RAW = Map.of(
            "help.getConfig", Map.of(),
            "contacts.resolveUsername", Map.of("username", Parameter.NAME),
            "messages.getHistory",
                    Map.of(
                            "peer",
                            Parameter.NAME,
                            "limit",
                            Parameter.NUMBER,
                            "offset_id",
                            Parameter.NUMBER,
                            "min_id",
                            Parameter.NUMBER),
            "channels.readHistory", Map.of("channel", Parameter.NAME, "max_id", Parameter.NUMBER),
            "channels.leaveChannel", Map.of("channel", Parameter.NAME));

    private enum Parameter {
        NAME,
        NUMBER;

        boolean takes(Tl value) {
            return switch (this) {
                case NAME -> value instanceof Tl.Text(String name) && USERNAME.test(name);
                case NUMBER -> value instanceof Tl.Int;
            };
        }
    }

    private GatewayLimits() {}

    /**
     * Why a gateway is not asked this, as a sentence that quotes nothing of the call; empty when it may be asked, a
     * message only when its peer is a bot or a group.
     */
    public static Optional<String> refusal(Call call) {
        return switch (call) {
            case JoinChat join ->
                unless(USERNAME.test(join.chat()), "through a gateway a chat is named by its username");
            case Dialogs dialogs -> Optional.empty();
            case SendMessage message -> sending(message);
            case InvokeRaw(String method, Tl.Obj params, String id) -> refusal(method, params);
        };
    }

    private static Optional<String> refusal(String method, Tl.Obj params) {
        Map<String, Parameter> allowed = RAW.get(method);
        if (allowed == null) {
            return Optional.of("this method is for the sandbox alone, a gateway is never asked for it");
        }
        return unless(
                params.fields().entrySet().stream().allMatch(given -> {
                    Parameter parameter = allowed.get(given.getKey());
                    return parameter != null && parameter.takes(given.getValue());
                }),
                "through a gateway this method has fewer parameters, and names chats by their usernames");
    }

    private static Optional<String> sending(SendMessage message) {
        return unless(
                        TestPhrases.shipped().allow(message.text()),
                        "through a gateway only the shipped phrases are sent, each with " + MARK + " at its end")
                .or(() -> unless(
                        USERNAME.test(message.chat()),
                        "through a gateway a message goes to a username and nothing else"));
    }

    private static Optional<String> unless(boolean allowed, String why) {
        return allowed ? Optional.empty() : Optional.of(why);
    }
}
