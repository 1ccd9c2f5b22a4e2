package dev.heatup.sandbox.world;

import dev.heatup.chance.SeededDraw;
import dev.heatup.sandbox.world.Chat.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What channels post by themselves. Time since {@link World#BEGINNING} is cut into slots of the channel's own length,
 * and each slot holds one post at a drawn second; so the posts of a channel are a function of its seed, any of them costs
 * the same, and those from before a world began need not be stored. Stateless.
 */
final class ChannelPosts {

    /** A group begins with these many posts of its own; the rest is written by its members. */
    private static final int GREETINGS = 3;

    private ChannelPosts() {}

    /** How many posts there are at {@code worldTime}, numbered from 1. */
    static int count(Chat chat, Instant worldTime) {
        long seconds = Duration.between(World.BEGINNING, worldTime).toSeconds();
        if (seconds < 0 || slotSeconds(chat) == 0) {
            return 0;
        }
        long whole = seconds / slotSeconds(chat);
        long posted = whole + (slotDate(chat, whole).isAfter(worldTime) ? 0 : 1);
        return (int) Math.min(posted, chat.kind() == Kind.GROUP ? GREETINGS : Integer.MAX_VALUE);
    }

    /** The channels that post by themselves. */
    static Stream<Agenda.Source> sources(World world) {
        return world.chats().stream()
                .filter(chat -> chat.kind() == Chat.Kind.BROADCAST && slotSeconds(chat) > 0)
                .map(chat -> state -> IntStream.iterate(count(chat, state.latest()) + 1, number -> number + 1)
                        .mapToObj(number -> new Agenda.Due(date(chat, number), now -> effects(chat, number, now)))
                        .iterator());
    }

    /** The post, and its copy in the group where the channel is discussed. */
    private static List<CausedEffect> effects(Chat chat, int number, WorldState state) {
        Effect.Posted posted = new Effect.Posted(chat.key(), state.state(chat).lastId() + 1, text(chat, number));
        Message post = Message.Draft.of(Content.text(posted.text()))
                .sent(posted.messageId(), new Actor.Network(), date(chat, number));
        return Stream.concat(Stream.of(posted), Discussions.copy(state, chat, post, 0).stream())
                .map(effect -> new CausedEffect(new Actor.Network(), Cause.NONE, effect))
                .toList();
    }

    static Instant date(Chat chat, int number) {
        return slotDate(chat, number - 1L);
    }

    static String text(Chat chat, int number) {
        return PostTexts.of(chat, SeededDraw.of(SeededDraw.of(chat.seed(), "text"), number));
    }

    /**
     * Views by the channel's audience: quickly many, then ever fewer, up to 15 to 60 % of it. In whole numbers, and
     * growing with age, so that a count never falls.
     */
    static long views(Chat chat, int id, Instant date, Instant worldTime) {
        long draw = SeededDraw.of(SeededDraw.of(chat.seed(), "views"), id);
        long reach = chat.audience() * SeededDraw.between(draw, 15, 60) / 100;
        long halfReachedSeconds = SeededDraw.between(draw >>> 16, 3 * 3600, 9 * 3600);
        long age = Math.max(0, Duration.between(date, worldTime).toSeconds());
        return Math.min(1, reach) + reach * age / (age + halfReachedSeconds);
    }

    private static Instant slotDate(Chat chat, long slot) {
        long slotSeconds = slotSeconds(chat);
        long within = SeededDraw.between(SeededDraw.of(SeededDraw.of(chat.seed(), "date"), slot), 0, slotSeconds - 1);
        return World.BEGINNING.plusSeconds(slot * slotSeconds + within);
    }

    private static long slotSeconds(Chat chat) {
        return chat.manner().postEvery().toSeconds();
    }
}
