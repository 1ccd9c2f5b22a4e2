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
                    context -> {
                        Message message = editable(context);
                        return edit(context, message, message.content());
                    });

    private EditMethods() {}

    private static BotDecision text(BotCallContext context) throws Refusal {
        Content.Text text = ContentParser.text(context, "MESSAGE_TOO_LONG");
        Message message = editable(context);
        if (!(message.content() instanceof Content.Text)) {
            throw Refusal.badRequest("there is no text in the message to edit");
        }
        return edit(context, message, text);
    }

    private static BotDecision caption(BotCallContext context) throws Refusal {
        FormattedText caption = ContentParser.caption(context.params());
        Message message = editable(context);
        if (!(message.content() instanceof Content.Media media)) {
            throw Refusal.badRequest("there is no caption in the message to edit");
        }
        return edit(context, message, media.captioned(caption.text(), caption.entitiesForBots()));
    }

    /** A text becomes a photo or document as well; what is in an album stays of its kind. */
    private static BotDecision media(BotCallContext context) throws Refusal {
        Tl.Obj item = context.params().get("media").map(Tl.Obj.class::cast).orElseThrow();
        Content.Media media = ContentParser.media(context, item, 0);
        Message message = editable(context);
        String album = message.content() instanceof Content.Media before ? before.album() : null;
        if (album != null && message.content() instanceof Content.Media before && before.kind() != media.kind()) {
            throw Refusal.badRequest("can't change media type in the album");
        }
        return edit(context, message, media.within(album));
    }

    private static Message editable(BotCallContext context) throws Refusal {
        if (context.params().get("inline_message_id").isPresent()) {
            throw Refusal.badRequest("MESSAGE_ID_INVALID");
        }
        Place place = context.in(context.place("chat_id"));
        ChatState chat = context.chat(place);
        Message message = context.message(chat, "message_id", "message to edit not found");
        boolean fixed = chat.isBacklog(message.id())
                || message.forward() != null
                || message.content() instanceof Content.Service;
        if (fixed || !(message.author().equals(context.actor()) || mayEditAll(context, place))) {
            throw Refusal.badRequest("message can't be edited");
        }
        return message;
    }

    private static boolean mayEditAll(BotCallContext context, Place place) {
        return place instanceof Place.Public here
                && here.described().kind() == Chat.Kind.BROADCAST
                && context.own(here).has(AdminRight.EDIT_MESSAGES);
    }

    /** What becomes of a channel's post becomes of its copy, where it is discussed. */
    private static BotDecision edit(BotCallContext context, Message message, Content content) throws Refusal {
        Tl.Obj keyboard = SendOptionsParser.inlineKeyboard(context);
        if (content.equals(message.content()) && Objects.equals(keyboard, message.keyboard())) {
            throw Refusal.badRequest("message is not modified: specified new message content and reply markup are"
                    + " exactly the same as a current content and reply markup of the message");
        }
        ChatState chat = context.chat(context.place("chat_id"));
        List<BotDecision.ActorEffect> deeds = new ArrayList<>();
        deeds.add(context.effect(new Effect.MessageEdited(chat.key(), message.id(), content, keyboard)));
        chat.chat()
                .flatMap(channel -> Discussions.edit(context.state(), channel, message, content))
                .ifPresent(copy -> deeds.add(new BotDecision.ActorEffect(new Actor.Network(), copy)));
        return BotDecision.answer(
                context.view().message(chat, message.edited(content, keyboard, context.now())), deeds);
    }
}
