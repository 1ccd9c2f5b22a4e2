package dev.heatup.sandbox;

import dev.heatup.sandbox.Chat.Kind;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A chat's history at one moment: its own posts, then what accounts wrote. Ids run from 1 to {@link #top} without gaps and
 * in the order of dates.
 */
record Timeline(Chat chat, WorldState.Traces traces, Instant worldTime) {

    /** Pages of history and of dialogs hold at most this many. */
    static final int MAX_PAGE = 100;

    /** The latest id; 0 while there is none. */
    int top() {
        return own() + traces.sentCount();
    }

    boolean has(long id) {
        return id >= 1 && id <= top();
    }

    Post post(int id) {
        if (id > own()) {
            return traces.sent(id - own() - 1);
        }
        return new Post(id, Posts.date(chat, id), Posts.text(chat, id), views(id), null, null);
    }

    Instant date(int id) {
        return id > own() ? traces.sent(id - own() - 1).date() : Posts.date(chat, id);
    }

    /**
     * A page as messages.getHistory cuts it, the latest first: it begins at the first message below {@code offsetId} (0:
     * at the latest), moved by {@code addOffset} towards older ones, and then leaves out what is outside
     * {@code minId} and {@code maxId} (0: no bound).
     */
    List<Post> page(Window window) {
        long newest = window.offsetId() == 0 ? top() : Math.min(top(), window.offsetId() - 1);
        long first = newest - window.addOffset();
        long last = first - Math.min(window.limit(), MAX_PAGE) + 1;
        long from = Math.max(1, Math.max(last, window.minId() + 1));
        long to = Math.min(Math.min(first, top()), window.maxId() == 0 ? top() : window.maxId() - 1);
        return LongStream.rangeClosed(from, to)
                .map(id -> to - (id - from))
                .mapToObj(id -> post(Math.toIntExact(id)))
                .toList();
    }

    private int own() {
        return Posts.count(chat, worldTime);
    }

    private @Nullable Long views(int id) {
        return chat.kind() == Kind.BROADCAST ? (Long) (Posts.views(chat, id, worldTime) + traces.views(id)) : null;
    }

    /** The parameters of messages.getHistory; all of them within 32 bits and none but {@code addOffset} negative. */
    record Window(long offsetId, long addOffset, long limit, long maxId, long minId) {}
}
