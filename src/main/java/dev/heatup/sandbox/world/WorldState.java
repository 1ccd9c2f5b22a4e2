package dev.heatup.sandbox.world;

import dev.heatup.chance.SeededDraw;
import dev.heatup.channel.Username;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What actors made of the world: the sum of all events, and nothing else. Confined to one thread; only {@link #evolve} changes
 * it.
 */
public final class WorldState {

    /** After it, nobody waits for the answer any more. */
    private static final Duration QUERY_LIFE = Duration.ofMinutes(1);

    private static final long MIN_USER_ID = 5_000_000_000L;

    /** Odd, and near the golden ratio's part of 2^31, so that numbers in a row are far from each other. */
    private static final long NUMBER_STEP = 0x4F1BBCDDL;

    private final World world;
    private final Accounts accounts = new Accounts();
    private final Map<Long, BotAccount> bots = new LinkedHashMap<>();
    private final Map<ChatKey, ChatState> chats = new LinkedHashMap<>();
    private final Map<Long, ChatState> byChatId = new HashMap<>();
    private final ButtonPresses presses;
    private final Map<String, Content.Media> files = new LinkedHashMap<>();
    private final Instant began;
    private Instant latest;

    /**
     * A button that somebody pressed and no bot answered yet.
     *
     * @param bot whose message it is on
     */
    public record Press(ChatKey chat, int messageId, Actor who, long bot, Instant at) {

        /** Whether nobody waits for its answer any more. */
        public boolean isOld(Instant now) {
            return at.plus(QUERY_LIFE).isBefore(now);
        }
    }

    /** @param created when the world began; what channels posted before is their backlog */
    public WorldState(World world, Instant created) {
        this.world = world;
        presses = new ButtonPresses(world.seed());
        began = created;
        latest = created;
        world.chats()
                .forEach(chat -> put(new ChatState(
                        chat, chat.isForum() ? ForumTopics.count(chat) : ChannelPosts.count(chat, created))));
    }

    /** A copy that goes its own way. */
    public WorldState(WorldState other) {
        this(other.world, other.began, other.saved());
    }

    /** As it was when it was saved. */
    public WorldState(World world, Instant began, Saved saved) {
        this.world = world;
        this.began = began;
        latest = saved.latest();
        saved.accounts().forEach(account -> accounts.add(new Account(account)));
        saved.bots().forEach(bot -> bots.put(bot.id(), new BotAccount(bot)));
        saved.chats().forEach(chat -> put(new ChatState(described(world, chat.key()), chat)));
        presses = new ButtonPresses(world.seed(), saved.presses(), saved.pressed());
        saved.files().forEach(file -> files.put(file.fileId(), file));
    }

    private static @Nullable Chat described(World world, ChatKey key) {
        return key instanceof ChatKey.Public(Username name)
                ? world.find(name).orElseThrow(() -> new IllegalArgumentException("of another world"))
                : null;
    }

    /** All that it is, for as long as it stays so. */
    public Saved saved() {
        return new Saved(
                latest,
                accounts.all().stream().map(Account::saved).toList(),
                bots.values().stream().map(BotAccount::saved).toList(),
                chats.values().stream().map(ChatState::saved).toList(),
                presses.unanswered(),
                List.copyOf(files.values()),
                presses.count());
    }

    /** What the events made of a world's description. */
    public record Saved(
            Instant latest,
            List<Account.Saved> accounts,
            List<BotAccount.Saved> bots,
            List<ChatState.Saved> chats,
            Map<String, Press> presses,
            List<Content.Media> files,
            long pressed) {}

    public World world() {
        return world;
    }

    /** When this world began. */
    public Instant began() {
        return began;
    }

    /** When the latest event was; before any, the beginning. */
    public Instant latest() {
        return latest;
    }

    public Optional<Account> account(String name) {
        return accounts.named(name);
    }

    public Optional<Account> account(long userId) {
        return accounts.withId(userId);
    }

    public Collection<Account> accounts() {
        return accounts.all();
    }

    public Optional<BotAccount> bot(long id) {
        return Optional.ofNullable(bots.get(id));
    }

    public Collection<BotAccount> bots() {
        return Collections.unmodifiableCollection(bots.values());
    }

    public Optional<ChatState> chat(ChatKey key) {
        return Optional.ofNullable(chats.get(key));
    }

    /** A private chat as it is, empty before its first message. */
    public ChatState direct(ChatKey.Direct key) {
        return chat(key).orElseGet(() -> new ChatState(key));
    }

    public ChatState state(Chat chat) {
        return existing(chat.key());
    }

    /** @param id as the Bot API writes it, −100… */
    public Optional<ChatState> chatById(long id) {
        return Optional.ofNullable(byChatId.get(id));
    }

    /** Channels and groups first, then private chats, in the order in which they came to be. */
    public Collection<ChatState> chats() {
        return Collections.unmodifiableCollection(chats.values());
    }

    /** A photo or document that somebody sent. */
    public Optional<Content.Media> file(String fileId) {
        return Optional.ofNullable(files.get(fileId));
    }

    public int fileCount() {
        return files.size();
    }

    public Optional<Press> press(String queryId) {
        return presses.find(queryId);
    }

    /** Whoever has this username: a chat that is listed, a person or a bot. */
    public Optional<Named> named(Username username) {
        Optional<Named> chat = world.find(username).filter(Chat::isListed).map(Named.OfChat::new);
        return chat.or(() -> accounts.withUsername(username.value()).map(Named.OfAccount::new))
                .or(() -> bots.values().stream()
                        .filter(bot -> bot.username().equalsIgnoreCase(username.value()))
                        .findFirst()
                        .map(Named.OfBot::new));
    }

    /** What the next pressed button will be known as to its bot: unique in the world, and more than 0. */
    public long nextQueryId() {
        return presses.nextQueryId();
    }

    /** What a username can stand for. */
    public sealed interface Named {
        record OfChat(Chat chat) implements Named {}

        record OfAccount(Account account) implements Named {}

        record OfBot(BotAccount bot) implements Named {}
    }

    /** Who {@code name} will be when it appears: drawn from the world's seed and the name, and counted. */
    public Effect.AccountAppeared newcomer(String name, String language) {
        long number = number(accounts.size());
        long draw = SeededDraw.of(SeededDraw.of(world.seed(), "people"), name.hashCode());
        boolean hasUsername = SeededDraw.between(draw >>> 40, 1, 5) > 1;
        return new Effect.AccountAppeared(
                MIN_USER_ID + number,
                FirstNames.of(language, draw),
                hasUsername ? FirstNames.username(language, draw, number) : null,
                language);
    }

    /** Another for each, and no sign of who came first: a bot could tell newcomers by it. */
    private static long number(long ordinal) {
        return (ordinal + 1) * NUMBER_STEP & 0x7FFF_FFFFL;
    }

    public void evolve(Event event) {
        Actor actor = event.actor();
        Instant now = event.worldTime();
        latest = now;
        switch (event.effect()) {
            case Effect.AccountAppeared person -> accounts.add(new Account(actor.toString(), person));
            case Effect.BotAppeared bot -> put(actor, bot);
            case Effect.Joined(ChatKey chat, int readMaxId) -> enter(chat, actor, now, readMaxId);
            case Effect.JoinRequested(ChatKey chat) -> existing(chat).request(actor, now);
            case Effect.JoinAnswered(ChatKey chat, Actor who, boolean approved) -> answer(chat, who, approved, now);
            case Effect.Left(ChatKey chat) ->
                stand(chat, actor, existing(chat).member(actor, now).gone(), now, 0);
            case Effect.MemberSet(ChatKey chat, Actor who, Member member) -> decide(chat, who, member, now);
            case Effect.Posted(ChatKey chat, int id, String text) ->
                existing(chat).add(Message.Draft.of(Content.text(text)).sent(id, actor, now));
            case Effect.MessageSent sent -> send(event, sent);
            case Effect.MessageEdited edited -> edit(edited, now);
            case Effect.MessagesDeleted(ChatKey chat, List<Integer> ids) -> ids.forEach(existing(chat)::remove);
            case Effect.Reacted(ChatKey chat, int id, List<String> emoji) ->
                existing(chat).react(id, actor, emoji);
            case Effect.Viewed(ChatKey chat, List<Integer> ids) ->
                ids.forEach(id -> {
                    accounts.acting(actor).view(chat, id);
                    existing(chat).view(id);
                });
            case Effect.HistoryRead(ChatKey chat, int maxId) ->
                accounts.acting(actor).read(chat, maxId);
            case Effect.Pinned(ChatKey chat, int id, boolean pinned) ->
                existing(chat).pin(id, pinned);
            case Effect.PermissionsSet(ChatKey chat, var permissions) ->
                existing(chat).permit(permissions);
            case Effect.BotBlocked(long bot, boolean blocked) ->
                accounts.acting(actor).block(bot, blocked);
            case Effect.ButtonPressed pressed -> press(pressed, actor, now);
            case Effect.ButtonAnswered answered -> presses.answer(answered.queryId());
            case Effect.CommandsSet set -> acting(actor, event).setCommands(set);
            case Effect.UpdatesAllowed(var types) -> acting(actor, event).allowUpdates(types);
            case Effect.AttemptRefused _ -> {}
            case Effect.StandingSet(String account, AccountStanding accountStanding) ->
                accounts.acting(new Actor.Person(account)).stand(accountStanding);
            case Effect.Control _ -> {}
        }
    }

    private void enter(ChatKey chat, Actor who, Instant now, int readMaxId) {
        stand(chat, who, existing(chat).member(who, now).entered(), now, readMaxId);
    }

    private void decide(ChatKey chat, Actor who, Member member, Instant now) {
        if (!member.isIn()) {
            existing(chat).putOut(who, now);
        }
        stand(chat, who, member, now, existing(chat).lastId());
    }

    private void stand(ChatKey key, Actor who, Member member, Instant now, int readMaxId) {
        ChatState chat = existing(key);
        chat.set(who, member);
        if (who instanceof Actor.Person) {
            if (member.isIn()) {
                // The chat's own key, so that a hundred thousand members have one.
                accounts.acting(who).enter(chat.key(), now, readMaxId);
            } else {
                accounts.acting(who).leave(key);
            }
        }
    }

    private void answer(ChatKey chat, Actor who, boolean approved, Instant now) {
        if (approved) {
            enter(chat, who, now, existing(chat).lastId());
        } else {
            existing(chat).dismiss(who);
        }
    }

    private void send(Event event, Effect.MessageSent sent) {
        ChatState chat = sent.chat() instanceof ChatKey.Direct direct
                ? chats.computeIfAbsent(direct, key -> new ChatState(direct))
                : existing(sent.chat());
        chat.add(sent.message(event));
        keep(sent.content());
        if (sent.chat() instanceof ChatKey.Direct(String account, long bot)) {
            accounts.acting(new Actor.Person(account)).enter(sent.chat(), event.worldTime(), sent.messageId() - 1);
            acting(bot).wrote(sent.messageId());
        }
        if (event.actor() instanceof Actor.Person && !(sent.content() instanceof Content.Service)) {
            accounts.acting(event.actor()).read(sent.chat(), sent.messageId());
        }
    }

    private void keep(Content content) {
        if (content instanceof Content.Media media) {
            files.putIfAbsent(media.fileId(), media);
        }
    }

    private void edit(Effect.MessageEdited edited, Instant now) {
        keep(edited.content());
        ChatState chat = existing(edited.chat());
        chat.find(edited.messageId())
                .ifPresent(message -> chat.replace(message.edited(edited.content(), edited.keyboard(), now)));
    }

    private void press(Effect.ButtonPressed press, Actor who, Instant now) {
        Optional<Message> message = existing(press.chat()).find(press.messageId());
        presses.add(press, message.map(Message::author).orElse(null), who, now);
    }

    private void put(Actor actor, Effect.BotAppeared bot) {
        if (actor instanceof Actor.Bot(long id)) {
            boolean readsAll = world.bots().stream()
                    .filter(expected -> expected.username().value().equals(bot.username()))
                    .anyMatch(World.ExpectedBot::readsAll);
            bots.put(id, new BotAccount(id, bot, readsAll));
        }
    }

    private void put(ChatState chat) {
        chats.put(chat.key(), chat);
        chat.chat().ifPresent(described -> byChatId.put(described.botApiId(), chat));
    }

    private ChatState existing(ChatKey key) {
        ChatState chat = chats.get(key);
        if (chat == null) {
            throw new IllegalStateException(
                    "there is no chat " + key + "; the world's description does not fit its log");
        }
        return chat;
    }

    private BotAccount acting(Actor actor, Event event) {
        if (actor instanceof Actor.Bot(long id)) {
            return acting(id);
        }
        throw new IllegalStateException("event " + event.seq() + " is a bot's, but " + actor + " is none");
    }

    private BotAccount acting(long id) {
        BotAccount bot = bots.get(id);
        if (bot == null) {
            throw new IllegalStateException("bot " + id + " acted before it appeared; the event log is damaged");
        }
        return bot;
    }
}
