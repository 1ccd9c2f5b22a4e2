package dev.heatup.sandbox;

import dev.heatup.sandbox.Chat.Kind;
import java.time.Duration;
import java.time.Instant;

/**
 * What channels post by themselves. Time since {@link World#BEGINNING} is cut into slots of the channel's own length,
 * and each slot holds one post at a drawn second; so a history is a function of channel, seed and world time, it only
 * grows, and any part of it costs the same. Stateless.
 */
final class Posts {

    /** A group begins with these many posts of its own; the rest is written by accounts. */
    private static final int GREETINGS = 3;

    private Posts() {}

    /** How many posts there are at {@code worldTime}; their ids are 1 to this number. */
    static int count(Chat chat, Instant worldTime) {
        long seconds = Duration.between(World.BEGINNING, worldTime).toSeconds();
        if (seconds < 0) {
            return 0;
        }
        long whole = seconds / slotSeconds(chat);
        long posted = whole + (slotDate(chat, whole).isAfter(worldTime) ? 0 : 1);
        return (int) Math.min(posted, chat.kind() == Kind.GROUP ? GREETINGS : Integer.MAX_VALUE);
    }

    static Instant date(Chat chat, int id) {
        return slotDate(chat, id - 1L);
    }

    static String text(Chat chat, int id) {
        return PostTexts.of(chat, Mix.of(Mix.of(chat.seed(), "text"), id));
    }

    /**
     * Views by the channel's audience: quickly many, then ever fewer, up to 15 to 60 % of it. In whole numbers, and
     * growing with age, so that a count never falls.
     */
    static long views(Chat chat, int id, Instant worldTime) {
        long draw = Mix.of(Mix.of(chat.seed(), "views"), id);
        long reach = chat.audience() * Mix.between(draw, 15, 60) / 100;
        long halfReachedSeconds = Mix.between(draw >>> 16, 3 * 3600, 9 * 3600);
        long age = Math.max(0, Duration.between(date(chat, id), worldTime).toSeconds());
        return 1 + reach * age / (age + halfReachedSeconds);
    }

    private static Instant slotDate(Chat chat, long slot) {
        long slotSeconds = slotSeconds(chat);
        long within = Mix.between(Mix.of(Mix.of(chat.seed(), "date"), slot), 0, slotSeconds - 1);
        return World.BEGINNING.plusSeconds(slot * slotSeconds + within);
    }

    /** 20 minutes to 4 hours. */
    private static long slotSeconds(Chat chat) {
        return Mix.between(Mix.of(chat.seed(), "slot"), 20 * 60, 4 * 3600);
    }
}
