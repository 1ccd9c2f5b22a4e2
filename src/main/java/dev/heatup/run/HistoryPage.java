package dev.heatup.run;

import dev.heatup.dialogue.ChatLine;
import dev.heatup.telegram.Tl;
import dev.heatup.text.OneLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of {@code messages.getHistory}, read and bounded. All of it was written by others.
 *
 * @param messages the newest first, as Telegram answers
 */
record HistoryPage(List<Message> messages) {

    private static final int MAX_MESSAGES = 100;
    private static final int MAX_BUTTONS = 40;
    private static final int MAX_LABEL_LENGTH = 64;
    private static final int MAX_DATA_LENGTH = 256;

    /**
     * @param who its writer's first name
     * @param reaction this session's own, null without one
     * @param buttons only those that may be chosen
     */
    record Message(
            long id,
            String who,
            boolean own,
            String text,
            @Nullable String reaction,
            List<Button> buttons) {

        /** Changes when the message is edited, and is the same on every machine. */
        int digest() {
            return buttons.stream()
                    .map(button -> switch (button) {
                        case Button.Callback(String label, String data) -> label + "=" + data;
                        case Button.Keyboard(String label) -> label;
                    })
                    .collect(Collectors.joining("\n", text + "\n", ""))
                    .hashCode();
        }

        ChatLine line() {
            return new ChatLine(who, text, own);
        }

        StepResult.Answer answer() {
            return new StepResult.Answer(
                    text, buttons.stream().map(Button::label).toList());
        }
    }

    /** Links, logins, payments and requests for a contact are no buttons for us. */
    sealed interface Button {
        String label();

        /** Below the message. */
        record Callback(String label, String data) implements Button {}

        /** Instead of the keyboard: it sends its own label. */
        record Keyboard(String label) implements Button {}
    }

    static HistoryPage of(Tl result) {
        if (!(result instanceof Tl.Obj page)) {
            return new HistoryPage(List.of());
        }
        Map<Long, String> names = names(page);
        return new HistoryPage(page.list("messages").stream()
                .flatMap(item -> item instanceof Tl.Obj message ? Stream.of(message) : Stream.empty())
                .filter(message -> message.integer("id").isPresent())
                .sorted(Comparator.comparingLong(HistoryPage::id).reversed())
                .limit(MAX_MESSAGES)
                .map(message -> message(id(message), message, names))
                .toList());
    }

    private static long id(Tl.Obj message) {
        return message.integer("id").orElseThrow();
    }

    /** The latest messages as lines, the oldest first. */
    List<ChatLine> lines() {
        return messages.reversed().stream()
                .filter(message -> !message.text().isBlank())
                .map(Message::line)
                .toList();
    }

    Optional<Message> message(long id) {
        return messages.stream().filter(message -> message.id() == id).findFirst();
    }

    /** The newest that somebody else wrote. */
    Optional<Message> newestOfOthers() {
        return messages.stream().filter(message -> !message.own()).findFirst();
    }

    private static Map<Long, String> names(Tl.Obj page) {
        Map<Long, String> names = new HashMap<>();
        for (Tl item : page.list("users")) {
            if (item instanceof Tl.Obj user) {
                user.integer("id")
                        .ifPresent(id -> names.put(id, user.text("first_name").orElse("")));
            }
        }
        return names;
    }

    private static Message message(long id, Tl.Obj message, Map<Long, String> names) {
        String who = object(message, "from_id")
                .flatMap(from -> from.integer("user_id"))
                .map(names::get)
                .orElse("");
        return new Message(
                id,
                who.isBlank() ? "somebody" : who,
                message.bool("out").orElse(false),
                message.text("message").orElse(""),
                ownReaction(message),
                object(message, "reply_markup").map(HistoryPage::buttons).orElse(List.of()));
    }

    private static @Nullable String ownReaction(Tl.Obj message) {
        return object(message, "reactions").stream()
                .flatMap(reactions -> reactions.list("results").stream())
                .flatMap(result -> result instanceof Tl.Obj count ? Stream.of(count) : Stream.empty())
                .filter(count -> count.get("chosen_order").isPresent()
                        || count.bool("chosen").orElse(false))
                .flatMap(count -> object(count, "reaction").stream())
                .flatMap(reaction -> reaction.text("emoticon").stream())
                .findFirst()
                .orElse(null);
    }

    private static List<Button> buttons(Tl.Obj markup) {
        List<Button> buttons = new ArrayList<>();
        for (Tl row : markup.list("rows")) {
            for (Tl item : row instanceof Tl.Obj line ? line.list("buttons") : List.<Tl>of()) {
                if (item instanceof Tl.Obj button && buttons.size() < MAX_BUTTONS) {
                    button(button).ifPresent(buttons::add);
                }
            }
        }
        return List.copyOf(buttons);
    }

    private static Optional<Button> button(Tl.Obj button) {
        String text = button.text("text").orElse("");
        if (text.isBlank() || text.codePointCount(0, text.length()) > MAX_LABEL_LENGTH || !OneLine.isOne(text)) {
            return Optional.empty();
        }
        return switch (button.name()) {
            case "keyboardButtonCallback" ->
                button.text("data")
                        .filter(data -> data.length() <= MAX_DATA_LENGTH && OneLine.isOne(data))
                        .map(data -> new Button.Callback(text, data));
            case "keyboardButton" -> Optional.of(new Button.Keyboard(text));
            default -> Optional.empty();
        };
    }

    private static Optional<Tl.Obj> object(Tl.Obj parent, String field) {
        return parent.get(field)
                .flatMap(value -> value instanceof Tl.Obj child ? Optional.of(child) : Optional.empty());
    }
}
