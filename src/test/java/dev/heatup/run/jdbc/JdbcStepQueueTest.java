package dev.heatup.run.jdbc;

import static dev.heatup.run.RunFixtures.NOW;
import static dev.heatup.run.RunFixtures.PLAN;
import static dev.heatup.run.RunFixtures.given;
import static dev.heatup.run.RunFixtures.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.run.Lane;
import dev.heatup.run.Run;
import dev.heatup.run.RunRequest;
import dev.heatup.run.SessionLimit;
import dev.heatup.run.StepPhase;
import dev.heatup.run.StepQueueContractTest;
import dev.heatup.run.Target;
import dev.heatup.run.TargetState;
import dev.heatup.run.TargetState.Latch;
import dev.heatup.run.TargetState.Standing;
import dev.heatup.session.SessionId;
import dev.heatup.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract, and what databases have besides. */
abstract class JdbcStepQueueTest extends StepQueueContractTest {

    static final Target OTHER = new Target("http://127.0.0.1:9000/gateway");

    abstract Database database();

    @Override
    protected Store store() {
        return new Store(
                new JdbcRuns(database()),
                new JdbcStepQueue(database(), Target.SANDBOX),
                new JdbcTargetState(database(), Target.SANDBOX, () -> NOW),
                new JdbcSessions(database()));
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
        runs.create(given(1), null, SessionLimit.NONE);
        TargetState other = new JdbcTargetState(database(), OTHER, () -> NOW);
        Latch latch = new Latch("s9", "test_mode is not true", NOW);

        target.latch(latch);
        other.open(latch);

        assertThat(other.standing()).isEqualTo(Standing.INITIAL);
        assertThat(target.standing().latch()).isEqualTo(latch);
    }

    @Test
    void aLatchWakesNoRunOfAnotherTarget() {
        runs.create(given(1, NOW.plusSeconds(60)), null, SessionLimit.NONE);

        new JdbcTargetState(database(), OTHER, () -> NOW).latch(new Latch("s9", "test_mode is not true", NOW));

        assertThat(runs.find(id(1)).orElseThrow().run().dueAt()).isEqualTo(NOW.plusSeconds(60));
    }

    static Run ofOther(int number) {
        SessionId session = new SessionId("s" + number);
        return Run.create(id(number), new RunRequest(session, OTHER, "default", "default", 42, null, PLAN), NOW);
    }

    @Test
    void aRunIsFoundWithItsTarget() {
        runs.create(ofOther(1), null, SessionLimit.NONE);

        assertThat(runs.find(id(1)).orElseThrow().run()).isEqualTo(ofOther(1));
        assertThat(queue.nextDue(Lane.STEPS)).isNull();
    }

    @Test
    void aClaimOfAnotherTargetThatRanOutIsTakenInDoubt() {
        runs.create(ofOther(1), null, SessionLimit.NONE);
        new JdbcStepQueue(database(), OTHER).claim(Lane.STEPS, NOW, 1);
        Instant later = NOW.plus(Lane.STEPS.claim()).plus(JdbcStepQueue.STRAY_AFTER);

        assertThat(new JdbcStepQueue(database(), Target.SANDBOX)
                        .claim(Lane.STEPS, later, 9)
                        .claimed())
                .extracting(claimed -> claimed.run().position().phase())
                .containsExactly(StepPhase.DOUBTFUL);
    }

    @Test
    void placesBelongToTheirTarget() {
        SessionLimit limit = new SessionLimit(1, Duration.ofDays(7));
        target.admit(new SessionId("s1"), limit, NOW);

        assertThat(new JdbcTargetState(database(), OTHER, () -> NOW).admit(new SessionId("s2"), limit, NOW))
                .isEqualTo(new TargetState.Admission.Admitted());
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
