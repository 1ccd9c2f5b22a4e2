import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What the same database gives without us: rows in groups, which is the bound, and the plainest way to keep steps. */
class LimitsPeers {

    private static final String TABLE = "CREATE TABLE peer (run TEXT NOT NULL, step INTEGER NOT NULL, status TEXT NOT NULL,"
            + " started_at BIGINT NOT NULL, finished_at BIGINT NOT NULL, pause BIGINT, PRIMARY KEY (run, step))";
    private static final String INSERT = "INSERT INTO peer VALUES (?, ?, 'succeeded', ?, ?, 5000)";

    private final Source source;

    /** Where connections come from, set as the product sets its own. */
    interface Source {
        Connection connect() throws SQLException;
    }

    LimitsPeers(Source source) throws SQLException {
        this.source = source;
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS peer");
            statement.execute(TABLE);
        }
    }

    /** Rows a second of one connection that commits after {@code group} of them. */
    double raw(int rows, int group) throws SQLException {
        try (Connection connection = source.connect()) {
            connection.setAutoCommit(false);
            long began = System.nanoTime();
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                for (int row = 0; row < rows; row++) {
                    bind(insert, "raw-" + group + "-" + row / LimitsStage.STEPS, row % LimitsStage.STEPS);
                    insert.addBatch();
                    if ((row + 1) % group == 0) {
                        insert.executeBatch();
                        connection.commit();
                    }
                }
                insert.executeBatch();
                connection.commit();
            }
            return rows / ((System.nanoTime() - began) / 1e9);
        }
    }

    /**
     * Steps a second of a task per run that keeps its steps itself: a thread for each run, a commit for each step. It
     * would begin anew after a crash.
     *
     * @param writers connections at once; SQLite has one
     */
    double taskPerRun(int runs, int writers) throws Exception {
        long began = System.nanoTime();
        CountDownLatch ended = new CountDownLatch(runs);
        ExecutorService commits = Executors.newFixedThreadPool(writers);
        ThreadLocal<Connection> mine = ThreadLocal.withInitial(() -> {
            try {
                return source.connect();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        for (int run = 0; run < runs; run++) {
            String name = "task-" + run;
            Thread.ofVirtual().start(() -> {
                try {
                    for (int step = 0; step < LimitsStage.STEPS; step++) {
                        int index = step;
                        commits.submit(() -> {
                                    try (PreparedStatement insert = mine.get().prepareStatement(INSERT)) {
                                        bind(insert, name, index);
                                        return insert.executeUpdate();
                                    }
                                })
                                .get();
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                } finally {
                    ended.countDown();
                }
            });
        }
        ended.await();
        commits.shutdown();
        return runs * LimitsStage.STEPS / ((System.nanoTime() - began) / 1e9);
    }

    private static void bind(PreparedStatement insert, String run, int step) throws SQLException {
        long now = System.currentTimeMillis();
        insert.setString(1, run);
        insert.setInt(2, step);
        insert.setLong(3, now);
        insert.setLong(4, now);
    }
}
