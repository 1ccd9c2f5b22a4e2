package dev.heatup.sandbox.web;

import dev.heatup.sandbox.WorldView;
import dev.heatup.sandbox.world.Account;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.BotAccount;
import dev.heatup.sandbox.world.Cause;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Message;
import dev.heatup.sandbox.world.World.ExpectedBot;
import dev.heatup.telegram.Tl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Parts of a world as the control interface shows them. */
final class InspectionViews {

    private static final int MAX_MEMBERS = 1000;

    private InspectionViews() {}

    static Tl.Obj chat(ChatState state) {
        return chatFields(state).build();
    }

    private static Tl.Builder chatFields(ChatState state) {
        Chat chat = state.chat().orElseThrow();
        return Tl.object()
                .with("chat", chat.name().value())
                .with("id", chat.botApiId())
                .with("title", chat.title())
                .with("topic", chat.topic())
                .with("language", chat.language())
                .with("kind", chat.kind() == Chat.Kind.BROADCAST ? "channel" : "group")
                .with("door", lower(chat.door()))
                .with("invite_link", "https://t.me/+" + chat.inviteHash())
                .with("topics", chat.manner().topics().stream().map(Tl::of).toList())
                .with("audience", chat.audience())
                .with("members", state.people())
                .with("messages", state.size())
                .with("last_message_id", state.lastId())
                .with("synthetic", true);
    }

    /** Those who stand to it in some way, at most {@value #MAX_MEMBERS}. */
    static Tl.Obj chatWithMembers(WorldView worldView, ChatState state) {
        List<Tl.Obj> people = state.members().entrySet().stream()
                .limit(MAX_MEMBERS)
                .map(entry -> Tl.object()
                        .with("account", entry.getKey().toString())
                        .with(
                                "status",
                                lower(entry.getValue().at(worldView.worldTime()).status()))
                        .build())
                .toList();
        return chatFields(state)
                .with(
                        "permissions",
                        state.permissions().stream()
                                .map(p -> p.written())
                                .sorted()
                                .map(Tl::of)
                                .toList())
                .with("pinned", state.pinned().stream().map(Tl::of).toList())
                .with("people", people)
                .with(
                        "requests",
                        state.requests().keySet().stream()
                                .map(who -> Tl.of(who.toString()))
                                .toList())
                .build();
    }

    /** @param before only those with a lower id; null for the latest */
    static Tl.Obj messages(WorldView worldView, ChatState state, @Nullable Integer before, int limit) {
        int to = before == null ? state.size() : state.countBelow(before);
        List<Tl.Obj> page = new ArrayList<>();
        for (int i = to - 1; i >= 0 && page.size() < limit; i--) {
            page.add(message(worldView, state, state.at(i)));
        }
        return Tl.object().with("messages", page).build();
    }

    private static Tl.Obj message(WorldView worldView, ChatState state, Message message) {
        Long views = state.views(message, worldView.worldTime());
        Cause label = worldView.labels().of(state.key(), message.id()).orElse(Cause.NONE);
        Map<String, Integer> reactions = new TreeMap<>();
        state.reactions(message.id())
                .values()
                .forEach(emoji -> emoji.forEach(one -> reactions.merge(one, 1, Integer::sum)));
        Tl.Builder counts = Tl.object();
        reactions.forEach((emoji, count) -> counts.with(emoji, count));
        Integer replyTo = message.replyTo();
        Integer thread = message.thread();
        Tl.Obj keyboard = message.keyboard();
        return Tl.object()
                .with("id", message.id())
                .with("date", message.date().toString())
                .with("author", message.author().toString())
                .with("author_name", authorName(worldView, message.author()))
                .with("type", type(message.content()))
                .with("text", message.content().text())
                .with("reply_to", replyTo == null ? new Tl.Null() : Tl.of(replyTo))
                .with("topic", thread == null ? new Tl.Null() : Tl.of(thread))
                .with("forwarded", message.forward() != null)
                .with(
                        "edited",
                        EventJson.orNull(
                                message.editedAt() == null
                                        ? null
                                        : message.editedAt().toString()))
                .with("keyboard", keyboard == null ? new Tl.Null() : keyboard)
                .with("views", views == null ? new Tl.Null() : Tl.of(views))
                .with("reactions", counts.build())
                .with("label", EventJson.orNull(label.label()))
                .with("campaign", EventJson.orNull(label.campaign()))
                .with("difficulty", EventJson.orNull(label.difficulty()))
                .with("synthetic", true)
                .build();
    }

    private static Tl authorName(WorldView worldView, Actor author) {
        return EventJson.orNull(
                switch (author) {
                    case Actor.Person(String name) ->
                        worldView.state().account(name).map(Account::firstName).orElse(null);
                    case Actor.Bot(long id) ->
                        worldView.state().bot(id).map(BotAccount::name).orElse(null);
                    case Actor.Network _, Actor.Operator _ -> null;
                });
    }

    private static String type(Content content) {
        return switch (content) {
            case Content.Text _ -> "text";
            case Content.Media media -> lower(media.kind());
            case Content.Arrival _ -> "arrival";
            case Content.Departure _ -> "departure";
            case Content.Pin _ -> "pin";
            case Content.Topic _ -> "topic";
        };
    }

    static Tl.Obj account(Account account) {
        return accountFields(account).build();
    }

    private static Tl.Builder accountFields(Account account) {
        return Tl.object()
                .with("account", account.name())
                .with("user_id", account.userId())
                .with("first_name", account.firstName())
                .with("username", EventJson.orNull(account.username()))
                .with("language", account.language())
                .with("standing", lower(account.standing()))
                .with("chats", account.dialogs().size())
                .with("synthetic", true);
    }

    static Tl.Obj withDialogs(WorldView worldView, Account account) {
        List<Tl.Obj> dialogs = account.dialogs().entrySet().stream()
                .map(entry -> Tl.object()
                        .with("chat", entry.getKey().toString())
                        .with("since", entry.getValue().since().toString())
                        .with("read_max_id", entry.getValue().readMaxId())
                        .with("status", status(worldView, account, entry.getKey()))
                        .build())
                .toList();
        return accountFields(account).with("dialogs", dialogs).build();
    }

    /** With a bot there is nothing to be a member of. */
    private static Tl status(WorldView worldView, Account account, ChatKey key) {
        return worldView
                .state()
                .chat(key)
                .filter(state -> state.chat().isPresent())
                .<Tl>map(state -> Tl.of(lower(
                        state.member(account.actor(), worldView.worldTime()).status())))
                .orElseGet(Tl.Null::new);
    }

    static Tl.Obj bot(BotAccount bot) {
        return Tl.object()
                .with("id", bot.id())
                .with("username", bot.username())
                .with("name", bot.name())
                .with("privacy", !bot.readsAll())
                .with("connected", true)
                .build();
    }

    static Tl.Obj expected(ExpectedBot bot) {
        Long id = bot.id();
        return Tl.object()
                .with("id", id == null ? new Tl.Null() : Tl.of(id))
                .with("username", bot.username().value())
                .with("name", bot.name())
                .with("privacy", !bot.readsAll())
                .with("connected", false)
                .build();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
