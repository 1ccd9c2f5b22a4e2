package dev.heatup.sandbox.world;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * When channels post next. A function of the world and of what was posted, so it can be made anew at any moment. For one
 * thread.
 */
public final class Agenda {

    private final PriorityQueue<Due> queue = new PriorityQueue<>(
            Comparator.comparing(Due::at).thenComparing(due -> due.chat().name()));

    private record Due(Instant at, Chat chat, int number) {}

    public Agenda(WorldState state) {
        for (Chat chat : state.world().chats()) {
            if (chat.kind() == Chat.Kind.BROADCAST && chat.manner().postEvery().isPositive()) {
                expect(chat, state.state(chat).posts() + 1);
            }
        }
    }

    public Optional<Instant> next() {
        return Optional.ofNullable(queue.peek()).map(Due::at);
    }

    /** The next post, which is due at {@link #next} and from now on counts as made. */
    public Post take(WorldState state) {
        Due due = queue.remove();
        expect(due.chat(), due.number() + 1);
        Effect.Posted posted = new Effect.Posted(
                due.chat().key(), state.state(due.chat()).lastId() + 1, Posts.text(due.chat(), due.number()));
        return new Post(due.at(), due.chat(), posted);
    }

    /** What a channel posts, and when. */
    public record Post(Instant at, Chat chat, Effect.Posted posted) {

        /** The post, and its copy in the group where the channel is discussed. */
        public List<Effect> effects(WorldState state) {
            return Optional.ofNullable(chat.manner().discussion())
                    .flatMap(state.world()::find)
                    .map(group -> List.of(posted, copy(state.state(group))))
                    .orElse(List.of(posted));
        }

        private Effect copy(ChatState group) {
            return Effect.MessageSent.of(
                    group.key(),
                    group.lastId() + 1,
                    new Message.Draft(
                            Content.text(posted.text()),
                            null,
                            null,
                            new Message.Forward(null, posted.chat(), posted.messageId(), at, true),
                            null));
        }
    }

    private void expect(Chat chat, int number) {
        queue.add(new Due(Posts.date(chat, number), chat, number));
    }
}
