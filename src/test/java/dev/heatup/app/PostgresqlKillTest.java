package dev.heatup.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

class PostgresqlKillTest extends SandboxKillTest {

    private final EmbeddedPostgres postgres;

    PostgresqlKillTest() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    void stop() throws IOException {
        postgres.close();
    }

    @Override
    Class<?> program() {
        return SingleNode.class;
    }

    @Override
    List<String> arguments() {
        return List.of();
    }

    @Override
    Map<String, String> settings() {
        return Map.of("DATABASE_URL", "postgres://postgres@127.0.0.1:" + postgres.getPort() + "/postgres");
    }

    @Override
    Connection database(Path data) throws SQLException {
        return postgres.getPostgresDatabase().getConnection();
    }
}
