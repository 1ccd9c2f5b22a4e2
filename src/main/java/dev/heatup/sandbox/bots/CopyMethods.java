package dev.heatup.sandbox.bots;

import dev.heatup.sandbox.botapi.FormattedText;
import dev.heatup.sandbox.bots.BotCallContext.Place;
import dev.heatup.sandbox.bots.BotMethods.Method;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Message;
import dev.heatup.sandbox.world.Message.Forward;
import dev.heatup.telegram.Tl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages that come from elsewhere. */
final class CopyMethods {

    static final Map<String, Method> METHODS = Map.of(
            "forwardMessage",
            CopyMethods::forward,
            "forwardMessages",
            context -> all(context, CopyMethods::forwarded),
            "copyMessage",
            CopyMethods::copy,
            "copyMessages",
            context -> all(
                    context,
                    (from, message) -> Message.Draft.of(
                            context.flag("remove_caption") ? bare(message.content()) : message.content())));

    private CopyMethods() {}

    private static BotDecision forward(BotCallContext context) throws Refusal {
        ChatState from = from(context);
        Message message = original(context, from, "forward", "forwarded");
        Place place = WriteRights.now(context, WriteRights.needed(message.content()));
        Integer topic = SendOptionsParser.topic(context, context.chat(place));
        return SendMethods.send(context, place, placed(forwarded(from, message), topic, null));
    }

    private static BotDecision copy(BotCallContext context) throws Refusal {
        Message message = original(context, from(context), "copy", "copied");
        Place place = WriteRights.now(context, WriteRights.needed(message.content()));
        Content content = within(message.content(), null);
        if (content instanceof Content.Media media
                && context.params().get("caption").isPresent()) {
            FormattedText caption = ContentParser.caption(context.params());
            content = media.captioned(caption.text(), caption.entitiesForBots());
        }
        BotDecision sent = SendMethods.send(context, place, SendOptionsParser.draft(context, place, content));
        return BotDecision.answer(id(context.nextId(place)), sent.effects());
    }

    /** What another chat makes of a message. */
    private interface Remaking {
        Message.Draft draft(ChatState from, Message message);
    }

    /** Those that are not there, or that nobody can forward or copy there, are passed over. */
    private static BotDecision all(BotCallContext context, Remaking remaking) throws Refusal {
        Place place = WriteRights.open(context);
        ChatState from = from(context);
        List<Message> originals = originals(context, from).stream()
                .filter(message -> !(message.content() instanceof Content.Service)
                        && WriteRights.has(context, place, WriteRights.needed(message.content())))
                .toList();
        if (originals.isEmpty()) {
            throw Refusal.badRequest("messages can't be forwarded");
        }
        WriteRights.inTime(context, place, originals.size());
        Integer topic = SendOptionsParser.topic(context, context.chat(place));
        Map<String, String> albums = albums(context, place, originals);
        List<Message.Draft> drafts = originals.stream()
                .map(message -> placed(
                        remaking.draft(from, message),
                        topic,
                        album(message).map(albums::get).orElse(null)))
                .toList();
        List<Message> sent = SendMethods.messages(context, place, drafts);
        return BotDecision.answer(
                Tl.of(sent.stream().map(message -> id(message.id())).toList()),
                SendMethods.effects(context, place, sent));
    }

    private static List<Message> originals(BotCallContext context, ChatState from) throws Refusal {
        List<Message> found = new ArrayList<>();
        for (Tl id : context.list("message_ids")) {
            Optional<Message> message = from.find(((Tl.Int) id).value());
            if (message.isPresent()
                    && !found.isEmpty()
                    && message.get().id() <= found.getLast().id()) {
                throw Refusal.badRequest("message identifiers must be in a strictly increasing order");
            }
            message.ifPresent(found::add);
        }
        if (found.isEmpty()) {
            throw Refusal.badRequest("there are no messages to forward");
        }
        return found;
    }

    /** What was sent together stays together, under another name; one alone is no album. */
    private static Map<String, String> albums(BotCallContext context, Place place, List<Message> originals) {
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < originals.size(); i++) {
            int index = i;
            album(originals.get(i))
                    .ifPresent(album -> places.computeIfAbsent(album, a -> new ArrayList<>())
                            .add(index));
        }
        Map<String, String> albums = new LinkedHashMap<>();
        places.forEach((before, indices) -> {
            if (indices.size() > 1) {
                albums.put(before, SendMethods.album(context, place, indices.getFirst()));
            }
        });
        return albums;
    }

    private static Optional<String> album(Message message) {
        return message.content() instanceof Content.Media media ? Optional.ofNullable(media.album()) : Optional.empty();
    }

    private static Message.Draft placed(Message.Draft draft, @Nullable Integer topic, @Nullable String album) {
        return new Message.Draft(within(draft.content(), album), null, topic, draft.forward(), null);
    }

    private static Content within(Content content, @Nullable String album) {
        return content instanceof Content.Media media ? media.within(album) : content;
    }

    private static Content bare(Content content) {
        return content instanceof Content.Media media ? media.captioned("", List.of()) : content;
    }

    private static Tl.Obj id(int messageId) {
        return Tl.object().with("message_id", messageId).build();
    }

    private static ChatState from(BotCallContext context) throws Refusal {
        return context.chat(context.in(context.place("from_chat_id")));
    }

    private static Message original(BotCallContext context, ChatState from, String verb, String done) throws Refusal {
        Message message = context.message(from, "message_id", "message to " + verb + " not found");
        if (message.content() instanceof Content.Service) {
            throw Refusal.badRequest("the message can't be " + done);
        }
        return message;
    }

    private static Message.Draft forwarded(ChatState from, Message message) {
        Forward before = message.forward();
        Forward forward = before == null ? origin(from, message) : unautomatic(before);
        return new Message.Draft(message.content(), null, null, forward, null);
    }

    /** What a group wrote in its own name is the group's, and has no message ID, as Telegram gives none. */
    private static Forward origin(ChatState from, Message message) {
        if (from.chat().filter(chat -> chat.kind() == Chat.Kind.BROADCAST).isPresent()) {
            return new Forward(null, from.key(), message.id(), message.date(), false);
        }
        return message.author() instanceof Actor.Network
                ? new Forward(null, from.key(), null, message.date(), false)
                : new Forward(message.author(), null, null, message.date(), false);
    }

    private static Forward unautomatic(Forward forward) {
        return new Forward(
                forward.author(), forward.channel(), forward.messageId(), forward.date(), false, forward.hidden());
    }
}
