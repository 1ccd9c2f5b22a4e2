package dev.heatup.sandbox.world;

import dev.heatup.channel.Channel;
import dev.heatup.channel.Pool;
import dev.heatup.channel.Username;
import dev.heatup.sandbox.spec.AdminRight;
import dev.heatup.sandbox.spec.BotSpec;
import dev.heatup.sandbox.spec.FaultSpec;
import dev.heatup.sandbox.spec.WorldSpec;
import dev.heatup.sandbox.world.Chat.Door;
import dev.heatup.sandbox.world.Chat.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a world is described to be before anybody acts: its channels and groups, and the bots that are expected. The same
 * description and seed give the same world. Immutable.
 */
public final class World {

    /** Every history begins here; before it the channels are empty. */
    public static final Instant BEGINNING = Instant.parse("2025-01-01T00:00:00Z");

    /** A channel that answers {@code CHANNEL_PRIVATE}. */
    public static final Username PRIVATE_CHANNEL = new Username("hu_private_club");

    /** A channel where joining waits for approval. */
    public static final Username APPROVAL_CHANNEL = new Username("hu_by_request");

    /** A group that anybody may join and write in. */
    public static final Username OPEN_GROUP = new Username("hu_open_talk");

    private final long seed;
    private final Map<Username, Chat> chats = new LinkedHashMap<>();
    private final List<ExpectedBot> bots;
    private final Supplier<Stream<FoundingMember>> founders;
    private final @Nullable WorldSpec spec;

    /**
     * A bot of the description.
     *
     * @param id the number before the colon of its token; null for the first token that nobody else claims
     * @param readsAll whether its privacy mode is off
     * @param places where it is from the start
     */
    public record ExpectedBot(
            @Nullable Long id, Username username, String name, boolean readsAll, Map<Username, Member> places) {
        public ExpectedBot {
            places = Map.copyOf(places);
        }

        /** How it comes into the world. */
        public List<CausedEffect> arrival(long byId) {
            Actor.Bot bot = new Actor.Bot(byId);
            List<CausedEffect> deeds = new ArrayList<>();
            deeds.add(new CausedEffect(bot, Cause.NONE, new Effect.BotAppeared(username.value(), name)));
            new TreeMap<>(places)
                    .forEach((chat, member) -> deeds.add(new CausedEffect(
                            new Actor.Network(),
                            Cause.NONE,
                            new Effect.MemberSet(new ChatKey.Public(chat), bot, member))));
            return deeds;
        }
    }

    private World(
            long seed, List<ExpectedBot> bots, Supplier<Stream<FoundingMember>> founders, @Nullable WorldSpec spec) {
        this.seed = seed;
        this.bots = List.copyOf(bots);
        this.founders = founders;
        this.spec = spec;
    }

    /** Reads this package's phrase files now rather than at the first draw; fails when one is broken. */
    public static void readPhrases() {
        phrases();
    }

    /** The channels of the pools, and three places to meet what is not everyday, which keep their doors whatever a pool says. */
    public static World of(Collection<Pool> pools, long seed) {
        World world = new World(seed, List.of(), Stream::empty, null);
        pools.stream().flatMap(pool -> pool.chats().stream()).forEach(channel -> world.addIfAbsent(channel));
        world.add(new Channel(PRIVATE_CHANNEL, "Private club", "community", "en"), Kind.BROADCAST, Door.CLOSED);
        world.add(new Channel(APPROVAL_CHANNEL, "By request only", "community", "en"), Kind.BROADCAST, Door.APPROVAL);
        world.add(new Channel(OPEN_GROUP, "Open talk", "community", "en"), Kind.GROUP, Door.OPEN);
        return world;
    }

    /** What a world file describes, without its population. */
    public static World of(WorldSpec spec, Collection<Pool> pools) {
        return of(spec, pools, Stream::empty);
    }

    /**
     * What a world file describes.
     *
     * @param pools those that it names
     * @param founders its population, the same each time; asked when somebody needs them
     */
    public static World of(WorldSpec spec, Collection<Pool> pools, Supplier<Stream<FoundingMember>> founders) {
        World world =
                new World(spec.seed(), spec.bots().stream().map(World::expected).toList(), founders, spec);
        spec.channels().forEach(channel -> world.put(ChatDescriptions.channel(spec.seed(), channel)));
        spec.groups().forEach(group -> world.put(ChatDescriptions.group(spec.seed(), group)));
        pools.stream().flatMap(pool -> pool.chats().stream()).forEach(channel -> world.addIfAbsent(channel));
        return world;
    }

    private static ExpectedBot expected(BotSpec bot) {
        Map<Username, Member> places = new LinkedHashMap<>();
        bot.chats()
                .forEach(place -> places.put(
                        place.chat(), place.rights().isEmpty() ? Member.PLAIN : Member.administrator(place.rights())));
        return new ExpectedBot(bot.id(), bot.username(), bot.name(), !bot.privacy(), places);
    }

    public long seed() {
        return seed;
    }

    public Collection<Chat> chats() {
        return chats.values();
    }

    public Optional<Chat> find(Username name) {
        return Optional.ofNullable(chats.get(name));
    }

    /** The description that it was made by; empty for one of pools alone. */
    public Optional<WorldSpec> spec() {
        return Optional.ofNullable(spec);
    }

    /** In force until others are set. */
    public List<FaultSpec> faults() {
        return spec().map(WorldSpec::faults).orElse(List.of());
    }

    /** When it begins, in world time; empty for the moment of its making. */
    public Optional<Instant> starts() {
        return spec().flatMap(known -> Optional.ofNullable(known.starts()));
    }

    public List<ExpectedBot> bots() {
        return bots;
    }

    /** What its events act upon: another one, and the same events make another world. */
    public String basis() {
        return JsonCodec.write(new Basis(
                                seed,
                                List.copyOf(chats.values()),
                                bots.stream()
                                        .filter(ExpectedBot::readsAll)
                                        .map(ExpectedBot::username)
                                        .toList(),
                                faults()))
                        .toString()
                + phrases();
    }

    private static String phrases() {
        return FirstNames.phrases() + PostTexts.phrases();
    }

    private record Basis(long seed, List<Chat> chats, List<Username> readingAll, List<FaultSpec> faults) {}

    /** Who is there when it begins. */
    public Stream<FoundingMember> founders() {
        return founders.get();
    }

    /**
     * What a token that nobody expects stands for: a bot that administers the open group and the channel where joining
     * asks, where there are these.
     */
    public ExpectedBot stranger(long id) {
        Member administrator = Member.administrator(Set.copyOf(EnumSet.allOf(AdminRight.class)));
        return new ExpectedBot(
                id,
                new Username("hu_" + id + "_bot"),
                "Bot " + id,
                false,
                Stream.of(OPEN_GROUP, APPROVAL_CHANNEL)
                        .filter(chats::containsKey)
                        .collect(Collectors.toMap(chat -> chat, _ -> administrator)));
    }

    private void addIfAbsent(Channel channel) {
        if (!chats.containsKey(channel.username())) {
            Kind kind = switch (channel.kind()) {
                case CHANNEL -> Kind.BROADCAST;
                case GROUP -> Kind.GROUP;
            };
            add(channel, kind, Door.OPEN);
        }
    }

    private void add(Channel channel, Kind kind, Door door) {
        put(ChatDescriptions.ofPool(seed, channel, kind, door));
    }

    private void put(Chat chat) {
        chats.put(chat.name(), chat);
    }
}
