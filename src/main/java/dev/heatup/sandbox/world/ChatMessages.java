package dev.heatup.sandbox.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a chat, ordered by id: the backlog from before the world began, which is computed and has the ids from
 * 1 on, then the stored ones. Not thread-safe.
 */
final class ChatMessages {

    private final @Nullable Chat chat;
    private final int backlog;
    private final List<Message> stored = new ArrayList<>();
    private int lastId;

    /** @param chat null for a private one, which has no backlog */
    ChatMessages(@Nullable Chat chat, int backlog) {
        this.chat = chat;
        this.backlog = backlog;
        this.lastId = backlog;
    }

    ChatMessages(@Nullable Chat chat, int backlog, List<Message> stored, int lastId) {
        this.chat = chat;
        this.backlog = backlog;
        this.stored.addAll(stored);
        this.lastId = lastId;
    }

    int backlog() {
        return backlog;
    }

    /** Those after the backlog; changes with this object. */
    List<Message> stored() {
        return stored;
    }

    /** The latest id that was ever used; 0 while there is none. */
    int lastId() {
        return lastId;
    }

    int size() {
        return backlog + stored.size();
    }

    boolean isBacklog(long id) {
        return id <= backlog;
    }

    /** @param index 0 for the oldest, below {@link #size} */
    Message at(int index) {
        return index < backlog ? computed(index + 1) : stored.get(index - backlog);
    }

    private Message computed(int id) {
        if (chat == null) {
            throw new IllegalStateException("a private chat has no backlog");
        }
        if (chat.isForum()) {
            return ForumTopics.opening(chat, id);
        }
        return new Message.Draft(Content.text(ChannelPosts.text(chat, id)), null, null, null, null)
                .sent(id, new Actor.Network(), ChannelPosts.date(chat, id));
    }

    /** How many messages have an id below this one. */
    int countBelow(long id) {
        if (id <= backlog + 1L) {
            return (int) Math.max(0, id - 1);
        }
        int from = 0;
        int to = stored.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (stored.get(middle).id() < id) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return backlog + from;
    }

    Optional<Message> find(long id) {
        int index = countBelow(id);
        return index < size() && id > 0
                ? Optional.of(at(index)).filter(message -> message.id() == id)
                : Optional.empty();
    }

    /** What this author sent at exactly this time. */
    Optional<Message> sent(Actor author, Instant at) {
        return latest(
                at,
                message -> message.date().equals(at)
                        && message.author().equals(author)
                        && !(message.content() instanceof Content.Service));
    }

    /** What the network made here of a channel's post. */
    Optional<Message> copyOf(ChatKey channel, Message post) {
        return latest(post.date(), message -> {
            Message.Forward forward = message.forward();
            return forward != null
                    && forward.automatic()
                    && channel.equals(forward.channel())
                    && Objects.equals(forward.messageId(), post.id());
        });
    }

    /** The last stored message that fits, among those at the end that are not older than {@code since}. */
    private Optional<Message> latest(Instant since, Predicate<Message> fits) {
        for (int i = stored.size() - 1; i >= 0 && !stored.get(i).date().isBefore(since); i--) {
            if (fits.test(stored.get(i))) {
                return Optional.of(stored.get(i));
            }
        }
        return Optional.empty();
    }

    void add(Message message) {
        stored.add(message);
        lastId = message.id();
    }

    /** In place of the stored message with its id. */
    void replace(Message message) {
        stored.set(countBelow(message.id()) - backlog, message);
    }

    /** @return false for one that does not exist, or is in the backlog, which stays */
    boolean remove(long id) {
        if (isBacklog(id) || find(id).isEmpty()) {
            return false;
        }
        stored.remove(countBelow(id) - backlog);
        return true;
    }
}
