package dev.heatup.sandbox.world;

import dev.heatup.chance.SeededDraw;
import dev.heatup.channel.Username;
import dev.heatup.sandbox.spec.Permission;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A channel or group as its world describes it.
 *
 * @param id as Telegram's channel ids: positive, derived from the world's seed and the name
 * @param seed what its posts are drawn from
 * @param name its username; of a private chat, a name that the network shows to nobody
 * @param language {@code ru} or any other, which reads as {@code en}
 * @param audience readers besides the world's accounts
 * @param manner how one may behave in it
 */
public record Chat(
        long id,
        long seed,
        Username name,
        String title,
        String topic,
        String language,
        Kind kind,
        Door door,
        int audience,
        Manner manner) {

    private static final long CHANNEL_ID_OFFSET = 1_000_000_000_000L;

    public enum Kind {
        /** Only administrators write, and posts come by themselves. */
        BROADCAST,
        /** Members write. */
        GROUP
    }

    public enum Door {
        /** Anybody reads, and joins at once. */
        OPEN,
        /** Joining asks for approval; only members read. */
        APPROVAL,
        /** Nobody finds it; whoever has the invite link joins at once. */
        INVITATION,
        /** Nobody finds it; whoever has the invite link may ask for approval. */
        APPROVED_INVITATION,
        /** Nobody reads or joins. */
        CLOSED
    }

    /**
     * @param postEvery how often a channel posts by itself, zero for never
     * @param discussion the group where its posts are discussed
     * @param topics a forum's; empty for a chat without
     * @param slowMode how long a member waits between two messages
     * @param permissions what members may do
     * @param reactions null for all, else those allowed
     */
    public record Manner(
            Duration postEvery,
            @Nullable Username discussion,
            List<String> topics,
            Duration slowMode,
            Set<Permission> permissions,
            @Nullable List<String> reactions) {

        public Manner {
            topics = List.copyOf(topics);
            permissions = Set.copyOf(permissions);
            reactions = reactions == null ? null : List.copyOf(reactions);
        }

        static Manner posting(Duration every) {
            return new Manner(every, null, List.of(), Duration.ZERO, Permission.DEFAULTS, null);
        }
    }

    public ChatKey key() {
        return new ChatKey.Public(name);
    }

    /** As the Bot API writes it: −100 and the id. */
    public long botApiId() {
        return -CHANNEL_ID_OFFSET - id;
    }

    /** Whether its name is one that the network knows. */
    public boolean isListed() {
        return switch (door) {
            case OPEN, APPROVAL, CLOSED -> true;
            case INVITATION, APPROVED_INVITATION -> false;
        };
    }

    public boolean asksForApproval() {
        return door == Door.APPROVAL || door == Door.APPROVED_INVITATION;
    }

    /** What follows {@code t.me/+} in its invite link. */
    public String inviteHash() {
        return Long.toString(SeededDraw.of(seed, "invite") >>> 1, 36);
    }

    public boolean isForum() {
        return !manner.topics().isEmpty();
    }

    public boolean allowsReaction(String emoji) {
        List<String> allowed = manner.reactions();
        return allowed == null ? ReactionEmoji.ALL.contains(emoji) : allowed.contains(emoji);
    }
}
