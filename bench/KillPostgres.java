import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL that forces its commits to the disk, and can be restarted. */
class KillPostgres implements AutoCloseable {

    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    KillPostgres(Path data) throws IOException {
        this.data = data;
        this.server = start(0);
        this.port = server.getPort();
    }

    private EmbeddedPostgres start(int wanted) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                // It is not forced by default, as tests are quicker so.
                .setServerConfig("fsync", "on");
        return (wanted == 0 ? builder : builder.setPort(wanted)).start();
    }

    String url() {
        return "postgres://postgres@127.0.0.1:" + port + "/postgres";
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", null);
    }

    /** @param crash it ends at once and repairs itself, instead of writing what it has */
    void restart(boolean crash) throws Exception {
        if (crash) {
            String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
            new ProcessBuilder("kill", "-QUIT", pid).inheritIO().start().waitFor();
            while (ProcessHandle.of(Long.parseLong(pid)).isPresent()) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        server.close();
        server = start(port);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
