package dev.heatup.sandbox.score;

import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.ChatKey;
import org.jspecify.annotations.Nullable;

/**
 * What is to be scored.
 *
 * @param chat null for all groups
 * @param bot whose doings count; null for those of all bots
 * @param unlabelled whether people's messages without a label count as clean ones
 */
public record ScoreQuery(
        ChatKey.@Nullable Public chat, @Nullable Long bot, boolean unlabelled) {

    public static final ScoreQuery ALL = new ScoreQuery(null, null, false);

    boolean isAbout(ChatKey other) {
        return other instanceof ChatKey.Public && (chat == null || chat.equals(other));
    }

    boolean isAbout(Actor actor) {
        return actor instanceof Actor.Bot(long id) && (bot == null || bot == id);
    }
}
