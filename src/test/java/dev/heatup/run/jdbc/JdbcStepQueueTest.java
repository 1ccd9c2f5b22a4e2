package dev.heatup.run.jdbc;

import static dev.heatup.run.RunFixtures.NOW;
import static dev.heatup.run.RunFixtures.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.run.Lane;
import dev.heatup.run.StepQueue.Latch;
import dev.heatup.run.StepQueueContractTest;
import dev.heatup.session.SessionId;
import dev.heatup.store.Database;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract, and what databases have besides. */
abstract class JdbcStepQueueTest extends StepQueueContractTest {

    abstract Database database();

    @Override
    protected Store store() {
        return new Store(
                new JdbcRuns(database()), new JdbcStepQueue(database(), "target"), new JdbcSessions(database()));
    }

    @Test
    void aReleaseIsKeptWithItsReason() {
        restrict(given(1));

        sessions.release(new SessionId("s1"), "looked at it", NOW.plusSeconds(9));
        sessions.release(new SessionId("s1"), "twice", NOW.plusSeconds(9));

        assertThat(releases())
                .containsExactly("s1 PEER_FLOOD " + NOW.toEpochMilli() + " "
                        + NOW.plusSeconds(9).toEpochMilli() + " looked at it");
    }

    @Test
    void aPersonsReasonMayHoldAnything() {
        restrict(given(1));

        assertThat(sessions.release(new SessionId("s1"), "a\u0000b", NOW)).isTrue();
    }

    @Test
    void aLatchBelongsToItsTarget() {
        runs.create(given(1), null, Integer.MAX_VALUE);
        JdbcStepQueue other = new JdbcStepQueue(database(), "other");

        queue.latch(new Latch("s9", "test_mode is not true", NOW));
        other.open();

        assertThat(other.latched()).isNull();
        assertThat(other.claim(Lane.STEPS, NOW, 1).latch()).isNull();
        assertThat(queue.latched()).isNotNull();
    }

    private List<String> releases() {
        return database().read(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "SELECT session_id, code, since, released_at, reason FROM quarantine_release")) {
                List<String> found = new ArrayList<>();
                while (rows.next()) {
                    found.add("%s %s %d %d %s"
                            .formatted(
                                    rows.getString(1),
                                    rows.getString(2),
                                    rows.getLong(3),
                                    rows.getLong(4),
                                    rows.getString(5)));
                }
                return found;
            }
        });
    }
}
