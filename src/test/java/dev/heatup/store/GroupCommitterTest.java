package dev.heatup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

class GroupCommitterTest {

    @TempDir
    Path folder;

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private SQLiteDataSource source;
    private GroupCommitter groupCommitter;

    @BeforeEach
    void open() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + folder.resolve("test.db"));
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (n INTEGER PRIMARY KEY)");
        }
        groupCommitter = new GroupCommitter(source, GroupCommitterTest::close);
    }

    @AfterEach
    void close() {
        release.countDown();
        groupCommitter.close();
    }

    @Test
    void anAnswerMeansThatItIsWritten() throws Exception {
        assertThat(groupCommitter.submit(insert(1)).get()).isEqualTo(1);
        assertThat(rows()).containsExactly(1);
    }

    @Test
    void whatWaitsIsCommittedTogether() throws Exception {
        holdTheWriter();
        CompletableFuture<Integer> first = groupCommitter.submit(insert(1));
        // Sees what belongs to its own group, and nobody else does yet.
        CompletableFuture<List<Integer>> inside = groupCommitter.submit(GroupCommitterTest::rows);
        CompletableFuture<List<Integer>> outside = groupCommitter.submit(_ -> rows());
        release.countDown();

        first.get();
        assertThat(inside.get()).containsExactly(1);
        assertThat(outside.get()).isEmpty();
    }

    @Test
    void aBadWorkOfAGroupFailsAlone() throws Exception {
        holdTheWriter();
        List<CompletableFuture<Integer>> good = new ArrayList<>(IntStream.range(0, 5)
                .mapToObj(n -> groupCommitter.submit(insert(n)))
                .toList());
        CompletableFuture<Integer> twice = groupCommitter.submit(insert(3));
        CompletableFuture<Integer> broken = groupCommitter.submit(connection -> {
            insert(77).on(connection);
            throw new IllegalStateException("mine");
        });
        good.add(groupCommitter.submit(insert(5)));
        release.countDown();

        for (CompletableFuture<Integer> one : good) {
            assertThat(one.get()).isNotNull();
        }
        assertThatThrownBy(twice::get).hasCauseInstanceOf(SQLException.class);
        assertThatThrownBy(broken::get).hasRootCauseMessage("mine");
        assertThat(rows()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void afterABrokenConnectionTheWriterGetsANewOne() throws Exception {
        assertThatThrownBy(groupCommitter.submit(connection -> {
                    connection.close();
                    return insert(1).on(connection);
                })::get)
                .hasCauseInstanceOf(SQLException.class);

        assertThat(groupCommitter.submit(insert(2)).get()).isEqualTo(2);
        assertThat(rows()).containsExactly(2);
    }

    @Test
    void whileTheDatabaseIsAwayAGroupWaitsForItOnce() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        SQLiteDataSource away = new SQLiteDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                if (asked.getAndIncrement() > 0) {
                    throw new SQLException("away");
                }
                return source.getConnection();
            }
        };
        List<CompletableFuture<Integer>> lost = new ArrayList<>();
        try (GroupCommitter leaving = new GroupCommitter(away, GroupCommitterTest::close)) {
            hold(leaving);
            lost.add(leaving.submit(connection -> {
                connection.close();
                throw new SQLException("gone");
            }));
            IntStream.range(0, 5).forEach(n -> lost.add(leaving.submit(insert(n))));
            release.countDown();
        }

        assertThat(lost).allMatch(CompletableFuture::isCompletedExceptionally);
        // The first one, one for the group, and one for what closes it.
        assertThat(asked).hasValueBetween(2, 3);
    }

    @Test
    void closingWritesWhatIsQueued() throws Exception {
        holdTheWriter();
        List<CompletableFuture<Integer>> queued = IntStream.range(0, 1200)
                .mapToObj(n -> groupCommitter.submit(insert(n)))
                .toList();
        Thread closing = Thread.ofPlatform().start(groupCommitter::close);
        release.countDown();
        closing.join();

        assertThat(queued).allMatch(CompletableFuture::isDone);
        assertThat(rows()).hasSize(1200);
    }

    @Test
    void whoWritesMoreThanMayWaitWaitsItself() throws Exception {
        holdTheWriter();
        for (int i = 0; i < GroupCommitter.QUEUE; i++) {
            var _ = groupCommitter.submit(_ -> true);
        }
        Thread one = Thread.ofPlatform().start(() -> {
            var _ = groupCommitter.submit(_ -> true);
        });

        Awaitility.await().until(() -> one.getState() == Thread.State.WAITING);
        assertThat(groupCommitter.waiting()).isEqualTo(GroupCommitter.QUEUE);
        release.countDown();
        one.join();
    }

    @Test
    void aClosedWriterTakesNothing() {
        groupCommitter.close();

        assertThatThrownBy(groupCommitter.submit(insert(1))::get).hasRootCauseMessage("the database is closed");
        groupCommitter.close();
    }

    @Test
    void whoIsInterruptedWritesNothing() throws Exception {
        Thread.currentThread().interrupt();

        assertThatThrownBy(groupCommitter.submit(insert(1))::join).hasRootCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(rows()).isEmpty();
    }

    /** What is submitted from now on waits until {@link #release}, and becomes one group. */
    private void holdTheWriter() throws InterruptedException {
        hold(groupCommitter);
    }

    private void hold(GroupCommitter busy) throws InterruptedException {
        CompletableFuture<Boolean> holding = busy.submit(_ -> {
            held.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return true;
        });
        held.await();
        assertThat(holding).isNotDone();
    }

    private static TransactionWork<Integer> insert(int n) {
        return connection -> {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
                insert.setInt(1, n);
                insert.executeUpdate();
                return n;
            }
        };
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Integer> rows() throws SQLException {
        try (Connection connection = source.getConnection()) {
            return rows(connection);
        }
    }

    private static List<Integer> rows(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT n FROM t ORDER BY n")) {
            List<Integer> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getInt(1));
            }
            return found;
        }
    }
}
