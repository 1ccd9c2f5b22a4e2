package dev.heatup.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/**
 * As several nodes are run: PostgreSQL, and the sandbox in a process of its own, which is killed, too. A gateway's limits
 * hold: 20 sessions, and pauses in real time.
 */
class GatewayKillTest extends KillTest {

    private final EmbeddedPostgres postgres;
    private @Nullable Sandbox sandbox;

    /** @param settings to start it again with */
    private record Sandbox(ServiceProcess process, URI url, Path folder, Map<String, String> settings) {

        static Sandbox start(Path folder, Map<String, String> settings, int port) throws InterruptedException {
            ServiceProcess process = ServiceProcess.start(
                    Launch.class,
                    List.of("sandbox", "--port", String.valueOf(port)),
                    settings,
                    folder,
                    ServiceProcess.NEVER);
            URI url = process.url().orElseThrow(() -> new AssertionError("the sandbox ended" + process.tail()));
            return new Sandbox(process, url, folder, settings);
        }

        Sandbox killed() throws InterruptedException {
            process.close();
            process.ended();
            return start(folder, settings, url.getPort());
        }
    }

    GatewayKillTest() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    void stop() throws IOException {
        if (sandbox != null) {
            sandbox.process().close();
        }
        postgres.close();
    }

    @Override
    Load load() {
        return new Load(20, 3, """
                {"plan": [
                  {"action": "join_channel", "channel_username": "@hu_city_news", "reason": "Follow the city news"},
                  {"action": "read_messages", "channel_username": "@hu_city_news", "duration_seconds": 3, "reason": "Read"},
                  {"action": "join_channel", "channel_username": "@hu_begom_utrom", "reason": "Follow another"}]}""");
    }

    @Override
    ServiceProcess start(Path folder, Map<String, String> common, int killAfter) throws InterruptedException {
        if (sandbox == null) {
            sandbox = Sandbox.start(folder, common, 0);
        }
        Map<String, String> settings = new HashMap<>(common);
        settings.put("DATABASE_URL", "postgres://postgres@127.0.0.1:" + postgres.getPort() + "/postgres");
        settings.put("TELEGRAM_API_BASE_URL", sandbox.url().toString());
        return ServiceProcess.start(Launch.class, List.of("start"), settings, folder, killAfter);
    }

    @Override
    void disturb(int kill) throws InterruptedException {
        if (sandbox != null && kill % 2 == 0) {
            sandbox = sandbox.killed();
        }
    }

    @Override
    Connection database(Path data) throws SQLException {
        return postgres.getPostgresDatabase().getConnection();
    }
}
