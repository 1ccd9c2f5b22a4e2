package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.app.RunningService.Answer;
import dev.heatup.store.SharedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseAwayTest {

    @TempDir
    Path folder;

    @Test
    void aRequestIsToldToComeAgain() throws SQLException {
        String database = SharedPostgres.freshDatabase();
        String address = database.replaceFirst("jdbc:postgresql://", "postgres://" + SharedPostgres.USER + "@");
        try (FakeTestNetwork network = new FakeTestNetwork();
                RunningService service =
                        RunningService.idle(folder, "TELEGRAM_API_BASE_URL", network.url(), "DATABASE_URL", address)) {
            assertThat(service.get("/runs").status()).isEqualTo(200);
            drop(database);

            Answer answer = service.get("/runs");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.field("code")).isEqualTo("database_unavailable");
            assertThat(answer.field("detail")).contains("Idempotency-Key").doesNotContain("postgres");
            assertThat(answer.header("Retry-After")).isEqualTo("5");
        }
    }

    private static void drop(String database) throws SQLException {
        String name = database.substring(database.lastIndexOf('/') + 1);
        String other = database.substring(0, database.lastIndexOf('/')) + "/postgres";
        try (Connection connection = DriverManager.getConnection(other, SharedPostgres.USER, null);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + name + " WITH (FORCE)");
        }
    }
}
