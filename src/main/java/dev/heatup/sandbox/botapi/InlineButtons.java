package dev.heatup.sandbox.botapi;

import dev.heatup.telegram.Tl;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Buttons below a message. The first field that says what a button does counts, in the official server's order. */
final class InlineButtons {

    /** Bytes of UTF-8. */
    private static final int MAX_CALLBACK_DATA = 64;

    private static final Set<String> STYLES = Set.of("", "default", "primary", "danger", "success");

    private InlineButtons() {}

    static KeyboardParser.Button read(Tl written) throws Rejected {
        if (!(written instanceof Tl.Obj object)) {
            throw new Rejected("InlineKeyboardButton must be an Object");
        }
        JsonFields button = new JsonFields(object);
        String text = button.text("text");
        checkStyle(button);
        if (!button.textOr("url", "").isEmpty()) {
            return url(button, text);
        }
        if (!button.textOr("callback_data", "").isEmpty()) {
            return callback(button, text);
        }
        return switch (whatItDoes(button)) {
            case "callback_game" ->
                of(button, "callback_game", Tl.constructor("keyboardButtonGame").with("text", text));
            case "pay" -> of(button, "pay", Tl.constructor("keyboardButtonBuy").with("text", text));
            case "switch_inline_query" ->
                of(button, "switch_inline_query", switchInline(text, button.text("switch_inline_query")));
            case "switch_inline_query_current_chat" ->
                of(
                        button,
                        "switch_inline_query_current_chat",
                        switchInline(text, button.text("switch_inline_query_current_chat"))
                                .with("same_peer", true));
            case "switch_inline_query_chosen_chat" ->
                of(
                        button,
                        "switch_inline_query_chosen_chat",
                        switchInline(
                                text,
                                button.object("switch_inline_query_chosen_chat").textOr("query", "")));
            case "login_url" ->
                linked(
                        button,
                        "login_url",
                        "login ",
                        button.object("login_url").text("url"),
                        Tl.constructor("keyboardButtonUrlAuth")
                                .with("text", text)
                                .with("button_id", 0));
            case "web_app" -> webApp(button, text);
            case "copy_text" ->
                of(
                        button,
                        "copy_text",
                        Tl.constructor("keyboardButtonCopy")
                                .with("text", text)
                                .with("copy_text", button.object("copy_text").text("text")));
            default -> throw new Rejected("Text buttons are unallowed in the inline keyboard");
        };
    }

    private static String whatItDoes(JsonFields button) {
        return List.of(
                        "callback_game",
                        "pay",
                        "switch_inline_query",
                        "switch_inline_query_chosen_chat",
                        "switch_inline_query_current_chat",
                        "login_url",
                        "web_app",
                        "copy_text")
                .stream()
                .filter(button::has)
                .findFirst()
                .orElse("");
    }

    static void checkStyle(JsonFields button) throws Rejected {
        if (!STYLES.contains(button.textOr("style", "").toLowerCase(Locale.ROOT))) {
            throw new Rejected("invalid button style specified");
        }
    }

    private static KeyboardParser.Button url(JsonFields button, String text) throws Rejected {
        String url = button.text("url");
        Optional<LinkTargets.Meant> meant = LinkTargets.of(url);
        if (meant.isPresent() && meant.get().type() == EntityType.TEXT_MENTION) {
            long user = new JsonFields(meant.get().more()).object("user").longNumber("id");
            return of(
                    button,
                    "url",
                    Tl.constructor("keyboardButtonUserProfile")
                            .with("text", text)
                            .with("user_id", user));
        }
        return linked(
                button, "url", "", url, Tl.constructor("keyboardButtonUrl").with("text", text));
    }

    /** With a link, which Telegram completes or refuses. */
    private static KeyboardParser.Button linked(
            JsonFields button, String field, String kind, String url, Tl.Builder forUsers) throws Rejected {
        Optional<String> link = LinkTargets.checked(url);
        return link.isPresent()
                ? of(button, field, forUsers.with("url", link.get()))
                : invalid("Inline keyboard button " + kind + "URL '" + url + "' is invalid: Wrong HTTP URL");
    }

    private static KeyboardParser.Button invalid(String why) {
        return new KeyboardParser.Button(Entity.NOTHING_MORE, Entity.NOTHING_MORE, Optional.empty(), Optional.of(why));
    }

    private static KeyboardParser.Button callback(JsonFields button, String text) throws Rejected {
        String data = button.text("callback_data");
        KeyboardParser.Button read = of(
                button,
                "callback_data",
                Tl.constructor("keyboardButtonCallback").with("text", text).with("data", data));
        return data.getBytes(StandardCharsets.UTF_8).length > MAX_CALLBACK_DATA ? invalid("BUTTON_DATA_INVALID") : read;
    }

    private static KeyboardParser.Button webApp(JsonFields button, String text) throws Rejected {
        KeyboardParser.Button read = linked(
                button,
                "web_app",
                "Web App ",
                button.object("web_app").text("url"),
                Tl.constructor("keyboardButtonWebView").with("text", text));
        return new KeyboardParser.Button(
                read.forUsers(), read.forBots(), Optional.of("BUTTON_TYPE_INVALID"), read.invalid());
    }

    private static Tl.Builder switchInline(String text, String query) {
        return Tl.constructor("keyboardButtonSwitchInline").with("text", text).with("query", query);
    }

    /** Bots get it back with the types that are declared, whatever stood for them. */
    private static KeyboardParser.Button of(JsonFields button, String field, Tl.Builder forUsers) throws Rejected {
        Tl.Builder kept = Tl.object();
        for (String name : List.of("text", "icon_custom_emoji_id", "style", field)) {
            button.object().get(name).ifPresent(value -> kept.with(name, value));
        }
        Tl forBots = NestedDecoder.structured(List.of(new BotApiType.Named("InlineKeyboardButton")), kept.build());
        return new KeyboardParser.Button(forUsers.build(), (Tl.Obj) forBots, Optional.empty());
    }
}
