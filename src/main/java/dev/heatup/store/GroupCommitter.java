package dev.heatup.store;

import dev.heatup.sqlite.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Commits work in groups: what waits while one group is being forced to disk becomes the next. A work's future completes
 * after the commit that holds it, so that an answer means durable.
 *
 * <p>When something in a group fails, the group is rolled back and its works are committed one by one, so that a bad one
 * fails alone; when the database is away, all of them fail. Works must therefore be repeatable: they touch nothing but their connection.
 *
 * <p>Thread-safe. It is a platform thread, because SQLite's native calls would hold a virtual thread's carrier.
 */
final class GroupCommitter implements AutoCloseable {

    static final int QUEUE = 10_000;
    private static final int GROUP = 1000;

    private final DataSource source;
    private final Consumer<Connection> discard;
    private final BlockingQueue<Entry<?, ?>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread;
    private volatile boolean closed;
    private @Nullable StatementCache statementCache;

    /** @param discard closes a broken connection of {@code source}, which must not give it out again */
    GroupCommitter(DataSource source, Consumer<Connection> discard) {
        this.source = source;
        this.discard = discard;
        this.thread = Thread.ofPlatform().name("heatup-writer").start(this::writeUntilClosed);
    }

    /** How many works wait. */
    int waiting() {
        return queue.size();
    }

    <T> CompletableFuture<T> submit(TransactionWork<T> transactionWork) {
        return submit(alone(transactionWork), true);
    }

    @SuppressWarnings("NullAway") // a work may answer null where its caller says so
    private static <T> BatchWork<Boolean, T> alone(TransactionWork<T> transactionWork) {
        return (statementCache, _) -> Collections.singletonList(transactionWork.on(statementCache.connection()));
    }

    /** Blocks while {@value #QUEUE} works wait already. */
    <I, O> CompletableFuture<O> submit(BatchWork<I, O> batchWork, I piece) {
        Entry<I, O> entry = new Entry<>(batchWork, piece);
        try {
            queue.put(entry);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            entry.result.completeExceptionally(new StoreException("interrupted before it was written", e));
            return entry.result;
        }
        if (closed && queue.remove(entry)) {
            entry.result.completeExceptionally(new StoreException("the database is closed"));
        }
        return entry.result;
    }

    private void writeUntilClosed() {
        List<Entry<?, ?>> group = new ArrayList<>(GROUP);
        while (!closed || !queue.isEmpty()) {
            try {
                group.add(queue.take());
                queue.drainTo(group, GROUP - 1);
                commit(group);
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody but close ends the writer, and it does not interrupt", e);
            } finally {
                group.clear();
            }
        }
        disconnect();
    }

    /** @return false when there is no connection to be had */
    private boolean commit(List<Entry<?, ?>> group) {
        StatementCache open;
        try {
            open = connect();
        } catch (SQLException | RuntimeException | Error e) {
            group.forEach(entry -> entry.fail(e));
            return false;
        }
        try {
            transact(open, group);
            group.forEach(Entry::succeed);
        } catch (SQLException | RuntimeException | Error e) {
            // Errors, too: without this thread everybody who waits would wait for ever.
            if (group.size() == 1) {
                group.getFirst().fail(e);
            } else {
                commitEach(group);
            }
        }
        return true;
    }

    /** When the database is away, one of them waits for a connection in vain, and not each in turn. */
    private void commitEach(List<Entry<?, ?>> group) {
        boolean isThere = true;
        for (Entry<?, ?> entry : group) {
            if (isThere) {
                isThere = commit(List.of(entry));
            } else {
                entry.fail(new StoreException("the database can't be reached"));
            }
        }
    }

    private void transact(StatementCache open, List<Entry<?, ?>> group) throws SQLException {
        try {
            for (Pile<?, ?> pile : piles(group)) {
                pile.run(open);
            }
            open.connection().commit();
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(open);
            throw e;
        }
    }

    private StatementCache connect() throws SQLException {
        if (statementCache == null) {
            Connection connection = source.getConnection();
            connection.setAutoCommit(false);
            statementCache = new StatementCache(connection);
        }
        return statementCache;
    }

    /**
     * A connection that can't roll back is broken; the next group gets a new one. SQLite takes a transaction back by itself
     * when the disk is full, and the driver doesn't know: what came next would be committed statement by statement.
     */
    private void rollBack(StatementCache open) {
        try {
            open.forget();
            open.connection().rollback();
            if (open.connection().isClosed()) {
                disconnect();
            }
        } catch (SQLException _) {
            statementCache = null;
            discard.accept(open.connection());
        }
    }

    private void disconnect() {
        StatementCache open = statementCache;
        statementCache = null;
        if (open != null) {
            try {
                open.connection().close();
            } catch (SQLException _) {
                // It is given up in any case.
            }
        }
    }

    /** Writes what is queued, then ends. */
    @Override
    public void close() {
        closed = true;
        try {
            queue.put(new Entry<>(alone(_ -> true), true));
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is done together. Who waits in the same group did not wait for each other, so any order is right. */
    private static Collection<Pile<?, ?>> piles(List<Entry<?, ?>> group) {
        Map<BatchWork<?, ?>, Pile<?, ?>> piles = new LinkedHashMap<>();
        group.forEach(entry -> entry.pileUp(piles));
        return piles.values();
    }

    private record Pile<I, O>(BatchWork<I, O> bulk, List<Entry<I, O>> entries) {
        void run(StatementCache statementCache) throws SQLException {
            List<I> pieces = new ArrayList<>(entries.size());
            entries.forEach(entry -> pieces.add(entry.piece));
            Iterator<O> answers = bulk.on(statementCache, pieces).iterator();
            entries.forEach(entry -> entry.answer = answers.next());
        }
    }

    private static final class Entry<I, O> {
        private final BatchWork<I, O> batchWork;
        private final I piece;
        private final CompletableFuture<O> result = new CompletableFuture<>();
        private @Nullable O answer;

        Entry(BatchWork<I, O> batchWork, I piece) {
            this.batchWork = batchWork;
            this.piece = piece;
        }

        @SuppressWarnings("unchecked") // a bulk's pile has its entries
        void pileUp(Map<BatchWork<?, ?>, Pile<?, ?>> piles) {
            Pile<I, O> pile =
                    (Pile<I, O>) piles.computeIfAbsent(batchWork, _ -> new Pile<>(batchWork, new ArrayList<>()));
            pile.entries.add(this);
        }

        @SuppressWarnings("NullAway") // a work may answer null where its caller says so
        void succeed() {
            result.complete(answer);
        }

        void fail(Throwable cause) {
            result.completeExceptionally(cause);
        }
    }
}
