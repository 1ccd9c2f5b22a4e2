package dev.heatup.app;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

class SqliteKillTest extends SandboxKillTest {

    @Override
    Class<?> program() {
        return Launch.class;
    }

    @Override
    List<String> arguments() {
        return List.of("start");
    }

    @Override
    Map<String, String> settings() {
        return Map.of();
    }

    @Override
    Connection database(Path data) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + data.resolve("heatup.db"));
    }
}
