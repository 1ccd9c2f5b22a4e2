package dev.heatup.sandbox.bots;

import dev.heatup.sandbox.botapi.FormattedText;
import dev.heatup.sandbox.bots.BotCallContext.Place;
import dev.heatup.sandbox.bots.BotMethods.Method;
import dev.heatup.sandbox.spec.AdminRight;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Discussions;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Message;
import dev.heatup.telegram.Tl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Messages that become others. */
final class EditMethods {

    static final Map<String, Method> METHODS = Map.of(
            "editMessageText", EditMethods::text,
            "editMessageCaption", EditMethods::caption,
            "editMessageMedia", EditMethods::media,
            "editMessageReplyMarkup",
                    scene -> {
                        Message message = editable(scene);
                        return edit(scene, message, message.content());
                    });

    private EditMethods() {}

    private static BotDecision text(BotCallContext scene) throws Refusal {
        Content.Text text = ContentParser.text(scene, "MESSAGE_TOO_LONG");
        Message message = editable(scene);
        if (!(message.content() instanceof Content.Text)) {
            throw Refusal.badRequest("there is no text in the message to edit");
        }
        return edit(scene, message, text);
    }

    private static BotDecision caption(BotCallContext scene) throws Refusal {
        FormattedText caption = ContentParser.caption(scene.params());
        Message message = editable(scene);
        if (!(message.content() instanceof Content.Media media)) {
            throw Refusal.badRequest("there is no caption in the message to edit");
        }
        return edit(scene, message, media.captioned(caption.text(), caption.entitiesForBots()));
    }

    /** A text becomes a photo or document as well; what is in an album stays of its kind. */
    private static BotDecision media(BotCallContext scene) throws Refusal {
        Tl.Obj item = scene.params().get("media").map(Tl.Obj.class::cast).orElseThrow();
        Content.Media media = ContentParser.media(scene, item, 0);
        Message message = editable(scene);
        String album = message.content() instanceof Content.Media before ? before.album() : null;
        if (album != null && message.content() instanceof Content.Media before && before.kind() != media.kind()) {
            throw Refusal.badRequest("can't change media type in the album");
        }
        return edit(scene, message, media.within(album));
    }

    private static Message editable(BotCallContext scene) throws Refusal {
        if (scene.params().get("inline_message_id").isPresent()) {
            throw Refusal.badRequest("MESSAGE_ID_INVALID");
        }
        Place place = scene.in(scene.place("chat_id"));
        ChatState chat = scene.chat(place);
        Message message = scene.message(chat, "message_id", "message to edit not found");
        boolean fixed = chat.isBacklog(message.id())
                || message.forward() != null
                || message.content() instanceof Content.Service;
        if (fixed || !(message.author().equals(scene.actor()) || mayEditAll(scene, place))) {
            throw Refusal.badRequest("message can't be edited");
        }
        return message;
    }

    private static boolean mayEditAll(BotCallContext scene, Place place) {
        return place instanceof Place.Public here
                && here.described().kind() == Chat.Kind.BROADCAST
                && scene.own(here).has(AdminRight.EDIT_MESSAGES);
    }

    /** What becomes of a channel's post becomes of its copy, where it is discussed. */
    private static BotDecision edit(BotCallContext scene, Message message, Content content) throws Refusal {
        Tl.Obj keyboard = SendOptionsParser.inlineKeyboard(scene);
        if (content.equals(message.content()) && Objects.equals(keyboard, message.keyboard())) {
            throw Refusal.badRequest("message is not modified: specified new message content and reply markup are"
                    + " exactly the same as a current content and reply markup of the message");
        }
        ChatState chat = scene.chat(scene.place("chat_id"));
        List<BotDecision.Deed> deeds = new ArrayList<>();
        deeds.add(scene.deed(new Effect.MessageEdited(chat.key(), message.id(), content, keyboard)));
        chat.chat()
                .flatMap(channel -> Discussions.edit(scene.state(), channel, message, content))
                .ifPresent(copy -> deeds.add(new BotDecision.Deed(new Actor.Network(), copy)));
        return BotDecision.answer(scene.view().message(chat, message.edited(content, keyboard, scene.now())), deeds);
    }
}
