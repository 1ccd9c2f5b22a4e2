package dev.heatup.run.jdbc;

import dev.heatup.store.Database;
import dev.heatup.store.SharedPostgres;
import java.sql.SQLException;

class PostgresSlowStoreTest extends SlowStoreTest {

    @Override
    Database database() throws SQLException {
        return Database.postgresql(SharedPostgres.freshDatabase(), SharedPostgres.USER, null);
    }
}
