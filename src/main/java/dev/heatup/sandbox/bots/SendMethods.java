package dev.heatup.sandbox.bots;

import dev.heatup.chance.SeededDraw;
import dev.heatup.sandbox.bots.BotCallContext.Place;
import dev.heatup.sandbox.bots.BotMethods.Method;
import dev.heatup.sandbox.spec.Permission;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Content.Media.Kind;
import dev.heatup.sandbox.world.Discussions;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Message;
import dev.heatup.telegram.Tl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** New messages. */
final class SendMethods {

    static final Map<String, Method> METHODS = Map.of(
            "sendMessage",
            context -> send(context, ContentParser.text(context, "message is too long")),
            "sendPhoto",
            context -> sendFile(context, Kind.PHOTO, "photo"),
            "sendDocument",
            context -> sendFile(context, Kind.DOCUMENT, "document"),
            "sendMediaGroup",
            SendMethods::sendAlbum,
            "sendChatAction",
            context -> {
                WriteRights.ever(context, Permission.SEND_MESSAGES);
                return BotDecision.done();
            });

    private static final int MAX_ALBUM_SIZE = 10;

    private SendMethods() {}

    private static BotDecision sendFile(BotCallContext context, Kind kind, String field) throws Refusal {
        return send(
                context,
                ContentParser.media(context, kind, context.text(field), 0, ContentParser.caption(context.params())));
    }

    private static BotDecision send(BotCallContext context, Content content) throws Refusal {
        Place place = WriteRights.now(context, WriteRights.needed(content));
        return send(context, place, SendOptionsParser.draft(context, place, content));
    }

    static BotDecision send(BotCallContext context, Place place, Message.Draft draft) {
        List<Message> sent = messages(context, place, List.of(draft));
        return BotDecision.answer(
                context.view().message(context.chat(place), sent.getFirst()), effects(context, place, sent));
    }

    private static BotDecision sendAlbum(BotCallContext context) throws Refusal {
        List<Tl> items = context.list("media");
        if (items.isEmpty()) {
            throw Refusal.badRequest("there are no messages to send");
        }
        if (items.size() > MAX_ALBUM_SIZE) {
            throw Refusal.badRequest("too many messages to send as an album");
        }
        Place place = WriteRights.now(context, Permission.SEND_PHOTOS);
        String album = items.size() == 1 ? null : album(context, place, 0);
        List<Message.Draft> drafts = new ArrayList<>();
        for (Tl item : items) {
            Content content =
                    ContentParser.media(context, (Tl.Obj) item, drafts.size()).within(album);
            drafts.add(SendOptionsParser.draft(context, place, content));
        }
        List<Message> sent = messages(context, place, drafts);
        return BotDecision.answer(
                Tl.of(sent.stream()
                        .map(message -> context.view().message(context.chat(place), message))
                        .toList()),
                effects(context, place, sent));
    }

    /**
     * What holds an album together.
     *
     * @param before how many messages of this call come before its first
     */
    static String album(BotCallContext context, Place place, int before) {
        long chat = SeededDraw.of(
                context.state().world().seed(),
                "album in " + context.chat(place).key());
        return Long.toString(SeededDraw.of(chat, context.nextId(place) + before) >>> 1);
    }

    /** As they will be there, one after the other. */
    static List<Message> messages(BotCallContext context, Place place, List<Message.Draft> drafts) {
        List<Message> sent = new ArrayList<>();
        drafts.forEach(
                draft -> sent.add(draft.sent(context.nextId(place) + sent.size(), context.actor(), context.now())));
        return sent;
    }

    /** What is posted in a channel appears where it is discussed. */
    static List<BotDecision.ActorEffect> effects(BotCallContext context, Place place, List<Message> sent) {
        List<BotDecision.ActorEffect> deeds = new ArrayList<>();
        sent.forEach(message -> deeds.add(context.effect(sent(context, place, message))));
        if (place instanceof Place.Public here) {
            for (int i = 0; i < sent.size(); i++) {
                Discussions.copy(context.state(), here.described(), sent.get(i), i)
                        .ifPresent(copy -> deeds.add(new BotDecision.ActorEffect(new Actor.Network(), copy)));
            }
        }
        return deeds;
    }

    private static Effect sent(BotCallContext context, Place place, Message message) {
        return Effect.MessageSent.of(
                context.chat(place).key(),
                message.id(),
                new Message.Draft(
                        message.content(), message.replyTo(), message.thread(), message.forward(), message.keyboard()));
    }
}
