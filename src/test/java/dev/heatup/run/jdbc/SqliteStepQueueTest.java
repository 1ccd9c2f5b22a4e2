package dev.heatup.run.jdbc;

import dev.heatup.store.Database;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
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

    @AfterEach
    void close() {
        database().close();
    }
}
