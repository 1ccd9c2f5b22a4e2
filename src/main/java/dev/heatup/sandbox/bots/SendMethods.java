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
            scene -> send(scene, ContentParser.text(scene, "message is too long")),
            "sendPhoto",
            scene -> sendFile(scene, Kind.PHOTO, "photo"),
            "sendDocument",
            scene -> sendFile(scene, Kind.DOCUMENT, "document"),
            "sendMediaGroup",
            SendMethods::sendAlbum,
            "sendChatAction",
            scene -> {
                WriteRights.ever(scene, Permission.SEND_MESSAGES);
                return BotDecision.done();
            });

    private static final int MAX_ALBUM_SIZE = 10;

    private SendMethods() {}

    private static BotDecision sendFile(BotCallContext scene, Kind kind, String field) throws Refusal {
        return send(
                scene, ContentParser.media(scene, kind, scene.text(field), 0, ContentParser.caption(scene.params())));
    }

    private static BotDecision send(BotCallContext scene, Content content) throws Refusal {
        Place place = WriteRights.now(scene, WriteRights.needed(content));
        return send(scene, place, SendOptionsParser.draft(scene, place, content));
    }

    static BotDecision send(BotCallContext scene, Place place, Message.Draft draft) {
        List<Message> sent = messages(scene, place, List.of(draft));
        return BotDecision.answer(scene.view().message(scene.chat(place), sent.getFirst()), deeds(scene, place, sent));
    }

    private static BotDecision sendAlbum(BotCallContext scene) throws Refusal {
        List<Tl> items = scene.list("media");
        if (items.isEmpty()) {
            throw Refusal.badRequest("there are no messages to send");
        }
        if (items.size() > MAX_ALBUM_SIZE) {
            throw Refusal.badRequest("too many messages to send as an album");
        }
        Place place = WriteRights.now(scene, Permission.SEND_PHOTOS);
        String album = items.size() == 1 ? null : album(scene, place, 0);
        List<Message.Draft> drafts = new ArrayList<>();
        for (Tl item : items) {
            Content content =
                    ContentParser.media(scene, (Tl.Obj) item, drafts.size()).within(album);
            drafts.add(SendOptionsParser.draft(scene, place, content));
        }
        List<Message> sent = messages(scene, place, drafts);
        return BotDecision.answer(
                Tl.of(sent.stream()
                        .map(message -> scene.view().message(scene.chat(place), message))
                        .toList()),
                deeds(scene, place, sent));
    }

    /**
     * What holds an album together.
     *
     * @param before how many messages of this call come before its first
     */
    static String album(BotCallContext scene, Place place, int before) {
        long chat = SeededDraw.of(
                scene.state().world().seed(), "album in " + scene.chat(place).key());
        return Long.toString(SeededDraw.of(chat, scene.nextId(place) + before) >>> 1);
    }

    /** As they will be there, one after the other. */
    static List<Message> messages(BotCallContext scene, Place place, List<Message.Draft> drafts) {
        List<Message> sent = new ArrayList<>();
        drafts.forEach(draft -> sent.add(draft.sent(scene.nextId(place) + sent.size(), scene.actor(), scene.now())));
        return sent;
    }

    /** What is posted in a channel appears where it is discussed. */
    static List<BotDecision.Deed> deeds(BotCallContext scene, Place place, List<Message> sent) {
        List<BotDecision.Deed> deeds = new ArrayList<>();
        sent.forEach(message -> deeds.add(scene.deed(sent(scene, place, message))));
        if (place instanceof Place.Public here) {
            for (int i = 0; i < sent.size(); i++) {
                Discussions.copy(scene.state(), here.described(), sent.get(i), i)
                        .ifPresent(copy -> deeds.add(new BotDecision.Deed(new Actor.Network(), copy)));
            }
        }
        return deeds;
    }

    private static Effect sent(BotCallContext scene, Place place, Message message) {
        return Effect.MessageSent.of(
                scene.chat(place).key(),
                message.id(),
                new Message.Draft(
                        message.content(), message.replyTo(), message.thread(), message.forward(), message.keyboard()));
    }
}
