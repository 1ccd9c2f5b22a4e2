package dev.heatup.sandbox.world;

import java.util.Optional;

/** What a channel posts appears in the group where it is discussed, too. Stateless. */
public final class Discussions {

    private Discussions() {}

    /**
     * The post's copy in the group, which the network writes; empty when the channel has none.
     *
     * @param before how many others of the channel's posts appear there in the same moment, before this one
     */
    public static Optional<Effect> copy(WorldState state, Chat channel, Message post, int before) {
        return group(state, channel)
                .map(group -> Effect.MessageSent.of(
                        group.key(),
                        group.lastId() + 1 + before,
                        new Message.Draft(post.content(), null, null, forward(channel, post), null)));
    }

    /** What another content of the post makes of its copy; empty when there is none any more. */
    public static Optional<Effect> edit(WorldState state, Chat channel, Message post, Content content) {
        return group(state, channel)
                .flatMap(group -> group.copyOf(channel.key(), post)
                        .filter(copy -> !copy.content().equals(content))
                        .map(copy -> new Effect.MessageEdited(group.key(), copy.id(), content, null)));
    }

    private static Optional<ChatState> group(WorldState state, Chat channel) {
        return Optional.ofNullable(channel.manner().discussion())
                .flatMap(state.world()::find)
                .map(state::state);
    }

    private static Message.Forward forward(Chat channel, Message post) {
        return new Message.Forward(null, channel.key(), post.id(), post.date(), true);
    }
}
