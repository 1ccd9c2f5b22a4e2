package dev.heatup.sandbox.bots;

import dev.heatup.gateway.Tl;
import dev.heatup.sandbox.botapi.FormattedText;
import dev.heatup.sandbox.botapi.Formatting;
import dev.heatup.sandbox.bots.BotMethods.Method;
import dev.heatup.sandbox.bots.BotScene.Place;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Message;
import dev.heatup.sandbox.world.Message.Forward;
import java.util.Map;

/** Messages that come from elsewhere. */
final class Copies {

    static final Map<String, Method> METHODS = Map.of("forwardMessage", Copies::forward, "copyMessage", Copies::copy);

    private Copies() {}

    private static BotDecision forward(BotScene scene) throws Refusal {
        ChatState from = from(scene);
        Message message = original(scene, from, "message to forward not found");
        Place place = scene.writable(Messages.needed(message.content()));
        Forward before = message.forward();
        Forward forward = before == null ? origin(from, message) : unautomatic(before);
        Integer topic = Messages.topic(scene, scene.chat(place));
        return Messages.send(scene, place, new Message.Draft(alone(message.content()), null, topic, forward, null));
    }

    private static BotDecision copy(BotScene scene) throws Refusal {
        Message message = original(scene, from(scene), "message to copy not found");
        Place place = scene.writable(Messages.needed(message.content()));
        Content content = alone(message.content());
        if (content instanceof Content.Media media
                && scene.params().get("caption").isPresent()) {
            FormattedText caption = BotScene.valid(Formatting.readCaption(
                    scene.text("caption"), scene.text("parse_mode"), scene.list("caption_entities")));
            content = media.captioned(caption.text(), caption.entitiesForBots());
        }
        BotDecision sent = Messages.send(scene, place, Messages.draft(scene, place, content));
        return BotDecision.answer(
                Tl.object().with("message_id", scene.nextId(place)).build(), sent.deeds());
    }

    private static Content alone(Content content) {
        return content instanceof Content.Media media ? media.within(null) : content;
    }

    private static ChatState from(BotScene scene) throws Refusal {
        Place place = scene.place("from_chat_id");
        if (place instanceof Place.Public here) {
            scene.in(here);
        }
        return scene.chat(place);
    }

    private static Message original(BotScene scene, ChatState from, String otherwise) throws Refusal {
        Message message = scene.message(from, "message_id", otherwise);
        if (message.content() instanceof Content.Service) {
            throw Refusal.badRequest("the message can't be " + (otherwise.contains("copy") ? "copied" : "forwarded"));
        }
        return message;
    }

    private static Forward origin(ChatState from, Message message) {
        boolean channel =
                from.chat().filter(chat -> chat.kind() == Chat.Kind.BROADCAST).isPresent();
        return channel
                ? new Forward(null, from.key(), message.id(), message.date(), false)
                : new Forward(message.author(), null, null, message.date(), false);
    }

    private static Forward unautomatic(Forward forward) {
        return new Forward(
                forward.author(), forward.channel(), forward.messageId(), forward.date(), false, forward.hidden());
    }
}
