package dev.heatup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A node that stands still in the middle of a transaction, as by SIGSTOP, or whose machine is gone. */
class StandingNodeTest {

    @Test
    void keepsOthersFromWhatItHadLockedOnlyForAWhile() throws Exception {
        String url = SharedPostgres.freshDatabase();
        CountDownLatch inserted = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        try (Database standing = Database.postgresql(url, SharedPostgres.USER, null);
                Database other = Database.postgresql(url, SharedPostgres.USER, null)) {
            CompletableFuture<Boolean> stopped = CompletableFuture.supplyAsync(
                    () -> standing.write(connection -> {
                        boolean done = insert(connection);
                        inserted.countDown();
                        awaitUninterruptibly(goesOn);
                        return done;
                    }),
                    task -> Thread.ofPlatform().start(task));
            inserted.await();

            assertThat(other.<Boolean>write(StandingNodeTest::insert)).isTrue();

            goesOn.countDown();
            assertThatThrownBy(stopped::join).hasRootCauseInstanceOf(SQLException.class);
            assertThat(standing.<Boolean>write(StandingNodeTest::insert)).isFalse();
        }
    }

    /** Of a key that only one can have: who comes second waits for the first one's end. */
    private static boolean insert(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate("INSERT INTO gateway_latch (target, session_id, why, since)"
                            + " VALUES ('here', 's', 'looked like it', 1) ON CONFLICT DO NOTHING")
                    == 1;
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
