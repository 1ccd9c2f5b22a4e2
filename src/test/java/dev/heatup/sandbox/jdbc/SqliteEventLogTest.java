package dev.heatup.sandbox.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatup.sandbox.EventLogException;
import dev.heatup.sandbox.world.Cause;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.SampleEffects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventLogTest {

    private static final Instant WORLD_TIME = Instant.parse("2026-03-01T10:00:00.123Z");

    @TempDir
    Path folder;

    @Test
    void givesBackEveryKindOfEventAsItWas() {
        List<Effect> effects = SampleEffects.ofEveryKind();
        List<Event> events = new ArrayList<>();
        for (Effect effect : effects) {
            events.add(new Event(
                    events.size() + 1L,
                    WORLD_TIME,
                    SampleEffects.PERSON,
                    new Cause("c", null, "p", "spam", "raid", "hard"),
                    effect));
        }
        try (SqliteEventLog log = open()) {
            events.forEach(log::append);
            log.commit();
        }
        try (SqliteEventLog log = open()) {
            assertThat(log.events(0, 100)).isEqualTo(events);
            assertThat(log.events(6, 1)).containsExactly(events.get(6));
            assertThat(log.reached()).contains(WORLD_TIME);
        }
    }

    @Test
    void whatWasNotCommittedIsGone() {
        try (SqliteEventLog log = open()) {
            log.append(new Event(1, WORLD_TIME, SampleEffects.PERSON, Cause.NONE, new Effect.Left(SampleEffects.CHAT)));
        }
        try (SqliteEventLog log = open()) {
            assertThat(log.events(0, 10)).isEmpty();
        }
    }

    @Test
    void eventsCanBeNeitherChangedNorDeleted() throws SQLException {
        try (SqliteEventLog log = open()) {
            log.append(new Event(1, WORLD_TIME, SampleEffects.PERSON, Cause.NONE, new Effect.Left(SampleEffects.CHAT)));
            log.commit();
        }
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("DELETE FROM event")).hasMessageContaining("append-only");
            assertThatThrownBy(() -> statement.execute("UPDATE event SET actor = 'x'"))
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void aDatabaseOfANewerReleaseIsRefusedAndStaysAsItWas() throws SQLException, IOException {
        open().close();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        byte[] before = Files.readAllBytes(folder.resolve("sandbox.db"));

        assertThatThrownBy(this::open)
                .isInstanceOf(EventLogException.class)
                .hasMessageContaining("schema version 99")
                .hasMessageContaining("newer release");

        assertThat(Files.readAllBytes(folder.resolve("sandbox.db"))).isEqualTo(before);
        // The lock went with the refusal.
        assertThatThrownBy(this::open).hasMessageContaining("schema version 99");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedWithASentence() throws IOException {
        Files.writeString(folder.resolve("sandbox.db"), "not a database, but long enough to be one".repeat(50));

        assertThatThrownBy(this::open)
                .isInstanceOf(EventLogException.class)
                .hasMessageContaining("is not an SQLite database");
    }

    @Test
    void aWorldKeepsTheSeedItWasMadeWith() {
        SqliteEventLog.open(folder, null, () -> 42).close();

        try (SqliteEventLog log = SqliteEventLog.open(folder, null, () -> 43)) {
            assertThat(log.seed()).isEqualTo(42);
        }
        assertThatThrownBy(() -> SqliteEventLog.open(folder, 7L, () -> 0))
                .isInstanceOf(EventLogException.class)
                .hasMessageContaining("made with seed 42, not 7");
    }

    private SqliteEventLog open() {
        return SqliteEventLog.open(folder, 7L, () -> 0);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("sandbox.db"));
    }
}
