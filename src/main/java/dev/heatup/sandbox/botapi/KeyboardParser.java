package dev.heatup.sandbox.botapi;

import dev.heatup.telegram.Tl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code reply_markup} and bounds it as the official server does, with its words. Stateless. */
public final class KeyboardParser {

    /** Of the official server; what comes after is left aside. */
    private static final int MAX_BUTTONS = 300;

    private static final int MAX_BUTTONS_IN_ROW = 12;

    private KeyboardParser() {}

    /** Empty for a markup that shows nothing, {@code {}} or a keyboard without buttons. */
    public static ParseResult<Optional<Keyboard>> read(Tl markup) {
        return Rejected.check(() -> {
            if (!(markup instanceof Tl.Obj object)) {
                throw new Rejected("Object expected as reply markup");
            }
            return keyboard(new JsonFields(object));
        });
    }

    /** For methods that take an inline keyboard alone. */
    public static ParseResult<Optional<Keyboard>> readInline(Tl markup) {
        return read(markup)
                .then(read -> read.isEmpty() || read.get().forBots().isPresent()
                        ? new ParseResult.Valid<>(read)
                        : new ParseResult.Invalid<>(BotReply.badRequest("Inline keyboard expected")));
    }

    private static Optional<Keyboard> keyboard(JsonFields markup) throws Rejected {
        List<List<Button>> rows =
                rows(markup, "keyboard", "Field \"keyboard\" must be an Array of Arrays", ReplyButtons::read);
        List<List<Button>> inlineRows = rows(
                markup,
                "inline_keyboard",
                "Field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays",
                InlineButtons::read);
        if (!rows.isEmpty()) {
            return shown(rows, markup);
        }
        if (!inlineRows.isEmpty()) {
            return inline(inlineRows);
        }
        if (markup.flag("remove_keyboard") || markup.flag("hide_keyboard")) {
            return always(flagged(Tl.constructor("replyKeyboardHide"), "selective", isSelective(markup)));
        }
        if (markup.flag("force_reply") || markup.flag("force_reply_keyboard")) {
            Tl.Builder forced = flagged(Tl.constructor("replyKeyboardForceReply"), "selective", isSelective(markup));
            return always(withPlaceholder(forced, markup));
        }
        return Optional.empty();
    }

    /**
     * A button, which has its place in one of two kinds of keyboards.
     *
     * @param invalid what is wrong with it although it can be read
     */
    record Button(Tl.Obj forUsers, Tl.Obj forBots, Optional<String> outsidePrivateChats, Optional<String> invalid) {

        Button(Tl.Obj forUsers, Tl.Obj forBots, Optional<String> outsidePrivateChats) {
            this(forUsers, forBots, outsidePrivateChats, Optional.empty());
        }
    }

    @FunctionalInterface
    interface Reading {
        Button read(Tl button) throws Rejected;
    }

    private static List<List<Button>> rows(JsonFields markup, String field, String notRows, Reading buttons)
            throws Rejected {
        if (!markup.has(field)) {
            return List.of();
        }
        if (!(markup.object().get(field).orElseThrow() instanceof Tl.Items(List<Tl> written))) {
            throw new Rejected("Field \"" + field + "\" must be of type Array");
        }
        List<List<Button>> rows = new ArrayList<>();
        int left = MAX_BUTTONS;
        for (Tl row : written) {
            if (!(row instanceof Tl.Items(List<Tl> inRow))) {
                throw new Rejected(notRows);
            }
            List<Button> read = row(inRow, field, buttons, Math.min(left, MAX_BUTTONS_IN_ROW));
            left -= read.size();
            if (!read.isEmpty()) {
                rows.add(read);
            }
        }
        return rows;
    }

    private static List<Button> row(List<Tl> written, String field, Reading buttons, int limit) throws Rejected {
        String prefix =
                field.equals("keyboard") ? "Can't parse keyboard button: " : "Can't parse inline keyboard button: ";
        List<Button> row = new ArrayList<>();
        for (Tl button : written) {
            Button read = Rejected.within(prefix, () -> buttons.read(button));
            Optional<String> invalid = read.invalid();
            if (invalid.isPresent()) {
                throw new Rejected(invalid.get());
            }
            if (row.size() < limit && !read.forUsers().text("text").orElse("").isEmpty()) {
                row.add(read);
            }
        }
        return row;
    }

    private static Optional<Keyboard> inline(List<List<Button>> rows) {
        List<Tl> forBots = rows.stream()
                .map(row -> Tl.of(row.stream().map(Button::forBots).toList()))
                .toList();
        return Optional.of(new Keyboard(
                Tl.constructor("replyInlineMarkup").with("rows", forUsers(rows)).build(),
                Optional.of(Tl.object().with("inline_keyboard", forBots).build()),
                outsidePrivateChats(rows)));
    }

    private static Optional<Keyboard> shown(List<List<Button>> rows, JsonFields markup) throws Rejected {
        Tl.Builder shown = Tl.constructor("replyKeyboardMarkup");
        flagged(shown, "resize", markup.flag("resize_keyboard"));
        flagged(shown, "single_use", markup.flag("one_time_keyboard"));
        flagged(shown, "selective", isSelective(markup));
        flagged(shown, "persistent", markup.flag("is_persistent"));
        shown.with("rows", forUsers(rows));
        return Optional.of(
                new Keyboard(withPlaceholder(shown, markup).build(), Optional.empty(), outsidePrivateChats(rows)));
    }

    private static List<Tl.Obj> forUsers(List<List<Button>> rows) {
        return rows.stream()
                .map(row -> Tl.constructor("keyboardButtonRow")
                        .with("buttons", row.stream().map(Button::forUsers).toList())
                        .build())
                .toList();
    }

    private static Optional<BotReply.Refused> outsidePrivateChats(List<List<Button>> rows) {
        return rows.stream()
                .flatMap(List::stream)
                .flatMap(button -> button.outsidePrivateChats().stream())
                .findFirst()
                .map(BotReply::badRequest);
    }

    private static boolean isSelective(JsonFields markup) throws Rejected {
        return markup.flag("selective") || markup.flag("personal_keyboard");
    }

    /** Flags that are not set are left out, as in Telegram's constructors. */
    private static Tl.Builder flagged(Tl.Builder constructor, String name, boolean set) {
        return set ? constructor.with(name, true) : constructor;
    }

    private static Tl.Builder withPlaceholder(Tl.Builder constructor, JsonFields markup) throws Rejected {
        String placeholder = markup.textOr("input_field_placeholder", "");
        return placeholder.isEmpty() ? constructor : constructor.with("placeholder", placeholder);
    }

    private static Optional<Keyboard> always(Tl.Builder forUsers) {
        return Optional.of(new Keyboard(forUsers.build(), Optional.empty(), Optional.empty()));
    }
}
