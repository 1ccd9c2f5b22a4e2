package dev.heatup.sandbox.world;

import dev.heatup.chance.SeededDraw;
import dev.heatup.channel.Channel;
import dev.heatup.channel.Username;
import dev.heatup.sandbox.spec.AllowedReactions;
import dev.heatup.sandbox.spec.ChannelSpec;
import dev.heatup.sandbox.spec.GroupSpec;
import dev.heatup.sandbox.spec.Permission;
import dev.heatup.sandbox.world.Chat.Door;
import dev.heatup.sandbox.world.Chat.Kind;
import dev.heatup.sandbox.world.Chat.Manner;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chats as pools and world files describe them; what these leave open is drawn from the world's seed and the name. */
final class ChatDescriptions {

    private ChatDescriptions() {}

    /** One post in 20 minutes to 4 hours. */
    static Chat ofPool(long worldSeed, Channel channel, Kind kind, Door door) {
        long seed = SeededDraw.of(worldSeed, channel.username().value());
        return chat(
                seed,
                channel,
                kind,
                door,
                audience(seed, kind),
                Manner.posting(Duration.ofSeconds(SeededDraw.between(SeededDraw.of(seed, "slot"), 20 * 60, 4 * 3600))));
    }

    static Chat channel(long worldSeed, ChannelSpec channel) {
        Duration every = channel.postsPerDay() == 0
                ? Duration.ZERO
                : Duration.ofSeconds(Math.max(1, Math.round(Duration.ofDays(1).toSeconds() / channel.postsPerDay())));
        return chat(
                SeededDraw.of(worldSeed, channel.username().value()),
                channel.channel(),
                Kind.BROADCAST,
                Door.OPEN,
                channel.audience(),
                new Manner(
                        every,
                        channel.discussion(),
                        List.of(),
                        Duration.ZERO,
                        Permission.DEFAULTS,
                        allowed(channel.reactions())));
    }

    /** A group begins empty; its people come with the population. */
    static Chat group(long worldSeed, GroupSpec group) {
        Username name = group.username();
        return chat(
                SeededDraw.of(worldSeed, name.value()),
                new Channel(name, group.title(), group.topic(), group.language()),
                Kind.GROUP,
                door(group),
                0,
                new Manner(
                        Duration.ZERO,
                        null,
                        group.topics(),
                        Duration.ofSeconds(group.slowModeSeconds()),
                        group.permissions(),
                        allowed(group.reactions())));
    }

    private static Door door(GroupSpec group) {
        if (group.inviteOnly()) {
            return group.approval() ? Door.APPROVED_INVITATION : Door.INVITATION;
        }
        return group.approval() ? Door.APPROVAL : Door.OPEN;
    }

    private static @Nullable List<String> allowed(AllowedReactions allowedReactions) {
        return switch (allowedReactions) {
            case AllowedReactions.All() -> null;
            case AllowedReactions.None() -> List.of();
            case AllowedReactions.Some(List<String> emoji) -> emoji;
        };
    }

    private static Chat chat(long seed, Channel channel, Kind kind, Door door, int audience, Manner manner) {
        return new Chat(
                SeededDraw.between(SeededDraw.of(seed, "id"), 1_000_000_000L, 1_999_999_999L),
                seed,
                channel.username(),
                channel.title(),
                channel.topic(),
                channel.language(),
                kind,
                door,
                audience,
                manner);
    }

    /** People who were there before the first account came. */
    private static int audience(long seed, Kind kind) {
        long draw = SeededDraw.of(seed, "audience");
        return (int)
                switch (kind) {
                    case BROADCAST -> SeededDraw.between(draw, 500, 60_000);
                    case GROUP -> SeededDraw.between(draw, 20, 400);
                };
    }
}
