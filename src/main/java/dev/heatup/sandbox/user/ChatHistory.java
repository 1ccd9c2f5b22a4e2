package dev.heatup.sandbox.user;

import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Message;
import java.util.List;
import java.util.stream.IntStream;

/** Pages of a chat's history. */
record ChatHistory(ChatState chat) {

    /** Pages of history and of dialogs hold at most this many. */
    static final int MAX_PAGE = 100;

    /**
     * A page as messages.getHistory cuts it, the latest first: it begins at the first message below {@code offsetId} (0:
     * at the latest), moved by {@code addOffset} towards older ones, and then leaves out what is outside
     * {@code minId} and {@code maxId} (0: no bound).
     */
    List<Message> page(Window window) {
        long newest = (window.offsetId() == 0 ? chat.size() : chat.countBelow(window.offsetId())) - 1L;
        long first = newest - window.addOffset();
        long last = first - Math.min(window.limit(), MAX_PAGE) + 1;
        long from = Math.max(Math.max(0, last), window.minId() == 0 ? 0 : chat.countBelow(window.minId() + 1));
        long to = Math.min(
                Math.min(first, chat.size() - 1L), window.maxId() == 0 ? first : chat.countBelow(window.maxId()) - 1L);
        return IntStream.rangeClosed(0, (int) (to - from))
                .mapToObj(back -> chat.at((int) to - back))
                .toList();
    }

    /** The parameters of messages.getHistory; all of them within 32 bits and none but {@code addOffset} negative. */
    record Window(long offsetId, long addOffset, long limit, long maxId, long minId) {}
}
