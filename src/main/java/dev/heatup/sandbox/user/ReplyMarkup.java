package dev.heatup.sandbox.user;

import dev.heatup.gateway.Tl;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A bot's keyboard as people's clients see it. */
final class ReplyMarkup {

    private ReplyMarkup() {}

    /** @param keyboard the Bot API's reply_markup, checked when it was sent */
    static Optional<Tl.Obj> of(Tl.Obj keyboard) {
        if (keyboard.get("inline_keyboard").isPresent()) {
            return Optional.of(rows("replyInlineMarkup", keyboard.list("inline_keyboard"), ReplyMarkup::inline));
        }
        if (keyboard.get("keyboard").isPresent()) {
            return Optional.of(rows("replyKeyboardMarkup", keyboard.list("keyboard"), ReplyMarkup::plain));
        }
        if (keyboard.get("remove_keyboard").isPresent()) {
            return Optional.of(Tl.constructor("replyKeyboardHide").build());
        }
        return keyboard.get("force_reply")
                .map(force -> Tl.constructor("replyKeyboardForceReply").build());
    }

    private static Tl.Obj rows(String name, List<Tl> rows, Function<Tl.Obj, Tl.Obj> button) {
        return Tl.constructor(name)
                .with(
                        "rows",
                        rows.stream()
                                .map(row -> Tl.constructor("keyboardButtonRow")
                                        .with("buttons", buttons(row, button))
                                        .build())
                                .toList())
                .build();
    }

    private static List<Tl.Obj> buttons(Tl row, Function<Tl.Obj, Tl.Obj> button) {
        return row instanceof Tl.Items(List<Tl> items)
                ? items.stream()
                        .map(item -> button.apply(item instanceof Tl.Obj fields ? fields : text(item)))
                        .toList()
                : List.of();
    }

    private static Tl.Obj inline(Tl.Obj button) {
        Tl text = button.get("text").orElse(Tl.of(""));
        Optional<Tl> data = button.get("callback_data");
        if (data.isPresent()) {
            return Tl.constructor("keyboardButtonCallback")
                    .with("text", text)
                    .with("data", data.get())
                    .build();
        }
        Optional<Tl> url = button.get("url");
        return url.isPresent()
                ? Tl.constructor("keyboardButtonUrl")
                        .with("text", text)
                        .with("url", url.get())
                        .build()
                : Tl.constructor("keyboardButton").with("text", text).build();
    }

    private static Tl.Obj plain(Tl.Obj button) {
        return Tl.constructor("keyboardButton")
                .with("text", button.get("text").orElse(Tl.of("")))
                .build();
    }

    private static Tl.Obj text(Tl item) {
        return Tl.object().with("text", item).build();
    }
}
