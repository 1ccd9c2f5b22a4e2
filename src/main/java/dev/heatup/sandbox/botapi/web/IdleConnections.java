package dev.heatup.sandbox.botapi.web;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Connections on which no request is under way. Whoever takes one out of here decides what becomes of it: its own thread,
 * because a request begins, or the server, because it needs the place. Thread-safe.
 */
final class IdleConnections {

    private final SequencedSet<HttpConnection> waiting = new LinkedHashSet<>();

    synchronized void add(HttpConnection connection) {
        waiting.add(connection);
    }

    /** False when it was not here any more. */
    synchronized boolean remove(HttpConnection connection) {
        return waiting.remove(connection);
    }

    synchronized int size() {
        return waiting.size();
    }

    /** Takes out the one that has waited longest, of those that have not sent anything meanwhile. */
    synchronized Optional<HttpConnection> removeLongest() {
        Optional<HttpConnection> longest =
                waiting.stream().filter(connection -> !connection.hasInput()).findFirst();
        longest.ifPresent(waiting::remove);
        return longest;
    }
}
