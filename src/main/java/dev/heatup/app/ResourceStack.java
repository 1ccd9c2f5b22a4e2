package dev.heatup.app;

import java.util.ArrayDeque;
import java.util.Deque;

/** Parts of the service that have to be closed, in the reverse order of opening. Not thread-safe. */
final class ResourceStack implements AutoCloseable {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the service did not close", e);
            }
        }
    }
}
