package dev.heatup.dialogue;

import dev.heatup.channel.Bot;
import dev.heatup.channel.Channel;

/**
 * Where something is written.
 *
 * @param topic of a group, or what a bot says of itself; may be empty
 * @param language an ISO 639-1 code
 */
public record WritingPlace(String title, String topic, String language, Kind kind) {

    public enum Kind {
        GROUP,
        BOT
    }

    public static WritingPlace of(Channel group) {
        return new WritingPlace(group.title(), group.topic(), group.language(), Kind.GROUP);
    }

    /** @param language what the person speaks, since nobody knows what the bot does */
    public static WritingPlace of(Bot bot, String language) {
        return new WritingPlace(bot.title(), bot.about(), language, Kind.BOT);
    }
}
