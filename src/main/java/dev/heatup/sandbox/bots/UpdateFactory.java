package dev.heatup.sandbox.bots;

import dev.heatup.chance.SeededDraw;
import dev.heatup.sandbox.spec.AdminRight;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.BotAccount;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.Member;
import dev.heatup.sandbox.world.Member.Status;
import dev.heatup.sandbox.world.Message;
import dev.heatup.sandbox.world.WorldState;
import dev.heatup.telegram.Tl;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an event means to bots. Made before the state has the event, because some updates tell what was before, and asked
 * afterwards.
 */
final class UpdateFactory {

    private final WorldState state;
    private final BotView view;
    private final Event event;
    private final Optional<Change> membership;
    private final List<String> reactionBefore;

    /** How somebody's standing in a chat changes. */
    private record Change(ChatKey chat, Actor who, Member before) {}

    private UpdateFactory(WorldState state, Event event) {
        this.state = state;
        this.view = new BotView(state);
        this.event = event;
        this.membership = changed(event).flatMap(who -> before(who.chat(), who.who()));
        this.reactionBefore = event.effect() instanceof Effect.Reacted(ChatKey chat, int id, var _)
                ? state.chat(chat)
                        .map(before -> before.reactions(id).getOrDefault(event.actor(), List.of()))
                        .orElse(List.of())
                : List.of();
    }

    /** Carries the event out and tells what the bots hear of it. */
    static List<Update> evolve(WorldState state, Event event) {
        UpdateFactory updateFactory = new UpdateFactory(state, event);
        state.evolve(event);
        return state.bots().isEmpty() ? List.of() : updateFactory.updates().toList();
    }

    private record Who(ChatKey chat, Actor who) {}

    private static Optional<Who> changed(Event event) {
        return switch (event.effect()) {
            case Effect.Joined(ChatKey chat, int _) -> Optional.of(new Who(chat, event.actor()));
            case Effect.Left(ChatKey chat) -> Optional.of(new Who(chat, event.actor()));
            case Effect.MemberSet(ChatKey chat, Actor who, Member _) -> Optional.of(new Who(chat, who));
            case Effect.JoinAnswered(ChatKey chat, Actor who, boolean approved) ->
                approved ? Optional.of(new Who(chat, who)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Change> before(ChatKey chat, Actor who) {
        return state.chat(chat).map(known -> new Change(chat, who, known.member(who, event.worldTime())));
    }

    private Stream<Update> updates() {
        Stream<Update> own = switch (event.effect()) {
            case Effect.Posted(ChatKey chat, int id, String _) -> written(chat, id, "channel_post", "message");
            case Effect.MessageSent sent -> written(sent.chat(), sent.messageId(), "channel_post", "message");
            case Effect.MessageEdited edited ->
                written(edited.chat(), edited.messageId(), "edited_channel_post", "edited_message");
            case Effect.JoinRequested(ChatKey chat) -> joinRequest(chat);
            case Effect.Reacted reacted -> reaction(reacted);
            case Effect.ButtonPressed pressed -> callbackQuery(pressed);
            case Effect.BotBlocked(long bot, boolean blocked) -> blocked(bot, blocked);
            default -> Stream.empty();
        };
        return Stream.concat(membership.stream().flatMap(this::membership), own);
    }

    private Stream<Update> written(ChatKey key, int id, String inChannel, String elsewhere) {
        ChatState chat = state.chat(key).orElseThrow();
        Message message = chat.find(id).orElseThrow();
        String type = BotView.isChannel(chat) ? inChannel : elsewhere;
        UpdateAudience updateAudience = new UpdateAudience(state, chat, event);
        Supplier<Tl.Obj> content = once(() -> view.message(chat, message));
        return state.bots().stream()
                .filter(bot -> updateAudience.hears(bot, message))
                .map(bot -> new Update(bot.id(), type, content));
    }

    private Stream<Update> membership(Change change) {
        ChatState chat = state.chat(change.chat()).orElseThrow();
        Member after = chat.member(change.who(), event.worldTime());
        if (after.equals(change.before())) {
            return Stream.empty();
        }
        Supplier<Tl.Obj> update = once(() -> membership(change, chat, after));
        return state.bots().stream()
                .filter(bot -> change.who().equals(bot.actor()) || administers(bot, chat))
                .map(bot -> new Update(
                        bot.id(), change.who().equals(bot.actor()) ? "my_chat_member" : "chat_member", update));
    }

    private Tl.Obj membership(Change change, ChatState chat, Member after) {
        Tl.Builder content = Tl.object()
                .with("chat", view.chat(chat))
                .with(
                        "from",
                        view.user(event.actor())
                                .or(() -> view.user(change.who()))
                                .orElseThrow())
                .with("date", date())
                .with("old_chat_member", view.member(chat, change.who(), change.before()))
                .with("new_chat_member", view.member(chat, change.who(), after));
        if (event.effect() instanceof Effect.JoinAnswered) {
            content.with("via_join_request", true);
        }
        return content.build();
    }

    private Stream<Update> joinRequest(ChatKey key) {
        ChatState chat = state.chat(key).orElseThrow();
        Supplier<Tl.Obj> content = once(() -> {
            Tl.Obj from = view.user(event.actor()).orElseThrow();
            return Tl.object()
                    .with("chat", view.chat(chat))
                    .with("from", from)
                    .with("user_chat_id", from.get("id").orElseThrow())
                    .with("date", date())
                    .build();
        });
        return state.bots().stream()
                .filter(bot -> chat.member(bot.actor(), event.worldTime()).has(AdminRight.INVITE_USERS))
                .map(bot -> new Update(bot.id(), "chat_join_request", content));
    }

    /** Of a channel's posts bots learn only how often; of a group's messages, who. */
    private Stream<Update> reaction(Effect.Reacted reacted) {
        ChatState chat = state.chat(reacted.chat()).orElseThrow();
        boolean channel = BotView.isChannel(chat);
        Supplier<Tl.Obj> update = once(() -> reaction(reacted, chat, channel));
        return event.actor() instanceof Actor.Bot
                ? Stream.empty()
                : state.bots().stream()
                        .filter(bot -> administers(bot, chat))
                        .map(bot ->
                                new Update(bot.id(), channel ? "message_reaction_count" : "message_reaction", update));
    }

    private Tl.Obj reaction(Effect.Reacted reacted, ChatState chat, boolean isCounted) {
        Tl.Builder content = Tl.object().with("chat", view.chat(chat)).with("message_id", reacted.messageId());
        if (isCounted) {
            return content.with("date", date())
                    .with("reactions", BotView.reactionCounts(chat.reactions(reacted.messageId())))
                    .build();
        }
        view.user(event.actor()).ifPresent(user -> content.with("user", user));
        return content.with("date", date())
                .with("old_reaction", BotView.reactions(reactionBefore))
                .with("new_reaction", BotView.reactions(reacted.emoji()))
                .build();
    }

    private Stream<Update> callbackQuery(Effect.ButtonPressed pressed) {
        ChatState chat = state.chat(pressed.chat()).orElseThrow();
        return state.press(pressed.queryId()).stream()
                .map(press -> new Update(
                        press.bot(),
                        "callback_query",
                        () -> Tl.object()
                                .with("id", pressed.queryId())
                                .with("from", view.user(event.actor()).orElseThrow())
                                .with(
                                        "message",
                                        view.message(
                                                chat,
                                                chat.find(pressed.messageId()).orElseThrow()))
                                .with("chat_instance", instance(pressed.chat()))
                                .with("data", pressed.data())
                                .build()));
    }

    private String instance(ChatKey chat) {
        return Long.toString(SeededDraw.of(state.world().seed(), chat.toString()));
    }

    private Stream<Update> blocked(long bot, boolean blocked) {
        Actor self = new Actor.Bot(bot);
        Member out = Member.kicked(null);
        Tl.Obj person = view.user(event.actor()).orElseThrow();
        ChatState chat = state.direct(new ChatKey.Direct(event.actor().toString(), bot));
        return Stream.of(new Update(
                bot,
                "my_chat_member",
                () -> Tl.object()
                        .with("chat", view.chat(chat))
                        .with("from", person)
                        .with("date", date())
                        .with("old_chat_member", view.member(chat, self, blocked ? Member.PLAIN : out))
                        .with("new_chat_member", view.member(chat, self, blocked ? out : Member.PLAIN))
                        .build()));
    }

    /** Many bots may get the same, or none. */
    private static Supplier<Tl.Obj> once(Supplier<Tl.Obj> making) {
        return new Supplier<>() {
            private Tl.@Nullable Obj made;

            @Override
            public Tl.Obj get() {
                Tl.Obj known = made == null ? making.get() : made;
                made = known;
                return known;
            }
        };
    }

    private boolean administers(BotAccount bot, ChatState chat) {
        return chat.member(bot.actor(), event.worldTime()).status() == Status.ADMINISTRATOR;
    }

    private long date() {
        return event.worldTime().getEpochSecond();
    }
}
