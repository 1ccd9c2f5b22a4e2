package dev.heatup.sandbox.traffic;

import dev.heatup.chance.SeededDraw;
import dev.heatup.sandbox.traffic.ModeratedGroup.Guest;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Message;
import dev.heatup.sandbox.world.World;
import dev.heatup.sandbox.world.WorldState;
import java.time.Instant;
import java.util.List;

/**
 * Where forwards come from, a third each as far as there are any: people of the world, its public channels, and somebody
 * who hides and is nowhere in the world.
 */
record ForwardOrigins(List<Guest> people, List<Chat> channels) {

    /** A channel's latest posts are those that are forwarded. */
    private static final int MAX_LATEST = 20;

    static ForwardOrigins of(World world, List<Guest> people) {
        return new ForwardOrigins(
                people,
                world.chats().stream()
                        .filter(chat -> chat.kind() == Chat.Kind.BROADCAST && chat.door() == Chat.Door.OPEN)
                        .toList());
    }

    /** Of what was written within the day before {@code at}, or posted before it. */
    Message.Forward draw(WorldState state, String language, long draw, Instant at) {
        Instant written = at.minusSeconds(SeededDraw.between(SeededDraw.of(draw, "written"), 60, 86_400));
        long which = SeededDraw.of(draw, "origin");
        int kind = SeededDraw.index(SeededDraw.of(draw, "kind"), 3);
        if (kind == 0 && !people.isEmpty()) {
            Actor author = people.get(SeededDraw.index(which, people.size())).actor();
            return new Message.Forward(author, null, null, written, false);
        }
        if (kind == 1 && !channels.isEmpty()) {
            ChatState channel = state.state(channels.get(SeededDraw.index(which, channels.size())));
            if (channel.size() > 0) {
                int back = SeededDraw.index(SeededDraw.of(draw, "post"), Math.min(MAX_LATEST, channel.size()));
                Message post = channel.at(channel.size() - 1 - back);
                return new Message.Forward(null, channel.key(), post.id(), post.date(), false);
            }
        }
        return Message.Forward.ofHidden(StrangerNames.name(language, which), written);
    }
}
