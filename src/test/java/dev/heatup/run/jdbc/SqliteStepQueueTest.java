package dev.heatup.run.jdbc;

import static dev.heatup.run.RunFixtures.NOW;
import static dev.heatup.run.RunFixtures.given;
import static dev.heatup.run.RunFixtures.id;
import static dev.heatup.run.RunFixtures.unplanned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.run.Lane;
import dev.heatup.run.SessionLimit;
import dev.heatup.store.Database;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStepQueueTest extends JdbcStepQueueTest {

    @TempDir
    Path folder;

    private @Nullable Database database;

    @Override
    Database database() {
        Database open = database;
        if (open == null) {
            open = Database.sqlite(folder);
            database = open;
        }
        return open;
    }

    @Test
    void aRunOfAnotherTargetIsTakenAtOnceAsNobodyElseComesForIt() {
        runs.create(given(1, NOW.plusSeconds(60)), null, SessionLimit.NONE);
        runs.create(unplanned(2), null, SessionLimit.NONE);
        JdbcStepQueue other = new JdbcStepQueue(database(), OTHER);

        assertThat(other.claim(Lane.STEPS, NOW, 9).claimed())
                .extracting(claimed -> claimed.run().id())
                .containsExactly(id(1));
        assertThat(other.claim(Lane.PLANNING, NOW, 9).claimed())
                .extracting(claimed -> claimed.run().id())
                .containsExactly(id(2));
    }

    @AfterEach
    void close() {
        database().close();
    }
}
