package dev.heatup.sandbox.botapi;

import dev.heatup.telegram.Tl;
import java.util.Optional;

/** Buttons that stand in for the keyboard. Most of them send their text; the others work in private chats alone. */
final class ReplyButtons {

    private ReplyButtons() {}

    static KeyboardParser.Button read(Tl written) throws Rejected {
        return switch (written) {
            case Tl.Text(String text) -> plain(text);
            case Tl.Obj object -> read(new JsonFields(object));
            case Tl.Items _, Tl.Int _, Tl.Decimal _, Tl.Bool _, Tl.Null _ ->
                throw new Rejected("KeyboardButton must be a String or an Object");
        };
    }

    private static KeyboardParser.Button read(JsonFields button) throws Rejected {
        String text = button.text("text");
        InlineButtons.checkStyle(button);
        if (button.flag("request_contact") || button.flag("request_phone_number")) {
            return privateOnly(
                    "keyboardButtonRequestPhone", text, "Phone number can be requested in private chats only");
        }
        if (button.flag("request_location")) {
            return privateOnly(
                    "keyboardButtonRequestGeoLocation", text, "Location can be requested in private chats only");
        }
        if (button.has("request_poll")) {
            return privateOnly("keyboardButtonRequestPoll", text, "Poll can be requested in private chats only");
        }
        if (button.has("web_app")) {
            return privateOnly(
                    Tl.constructor("keyboardButtonSimpleWebView")
                            .with("text", text)
                            .with("url", button.object("web_app").text("url")),
                    "Web App buttons can be used in private chats only");
        }
        if (button.has("request_users")) {
            return request(button.object("request_users"), text, "Users can be requested in private chats only");
        }
        if (button.has("request_chat")) {
            return request(button.object("request_chat"), text, "Chats can be requested in private chats only");
        }
        return plain(text);
    }

    private static KeyboardParser.Button plain(String text) {
        Tl.Obj button = Tl.constructor("keyboardButton").with("text", text).build();
        return new KeyboardParser.Button(button, button, Optional.empty());
    }

    private static KeyboardParser.Button request(JsonFields request, String text, String otherwise) throws Rejected {
        return privateOnly(
                Tl.constructor("keyboardButtonRequestPeer")
                        .with("text", text)
                        .with("button_id", request.number("request_id")),
                otherwise);
    }

    private static KeyboardParser.Button privateOnly(String constructor, String text, String otherwise) {
        return privateOnly(Tl.constructor(constructor).with("text", text), otherwise);
    }

    private static KeyboardParser.Button privateOnly(Tl.Builder button, String otherwise) {
        return new KeyboardParser.Button(button.build(), button.build(), Optional.of(otherwise));
    }
}
