package dev.heatup.run.jdbc;

import dev.heatup.store.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteSlowStoreTest extends SlowStoreTest {

    @TempDir
    Path folder;

    @Override
    Database database() {
        return Database.sqlite(folder);
    }
}
