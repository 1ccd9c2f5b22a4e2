package dev.heatup.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/** After a restart of the server all connections that were open are lost, which each of them shows when it is used. */
class LostConnectionsTest {

    private static final int READERS = 4;

    @Test
    void readsGoOnWithOthers() throws Exception {
        String url = SharedPostgres.freshDatabase();
        try (Database database = Database.postgresql(url, SharedPostgres.USER, null)) {
            openAll(database);
            for (int round = 0; round < 3; round++) {
                loseAll(url);
                for (int read = 0; read < 2 * READERS; read++) {
                    assertThat(database.<Integer>read(connection -> one(connection)))
                            .isEqualTo(1);
                }
            }
        }
    }

    private static void openAll(Database database) {
        CyclicBarrier together = new CyclicBarrier(READERS);
        List<CompletableFuture<Integer>> reads = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            reads.add(CompletableFuture.supplyAsync(
                    () -> database.read(connection -> {
                        await(together);
                        return one(connection);
                    }),
                    task -> Thread.ofPlatform().start(task)));
        }
        reads.forEach(CompletableFuture::join);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static int one(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void loseAll(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, SharedPostgres.USER, null);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        }
    }
}
