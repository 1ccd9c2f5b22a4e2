import dev.heatup.app.DatabaseEvidence;
import dev.heatup.app.ServiceProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What is hurt: the processes and databases of a scenario. */
abstract class KillStage implements AutoCloseable {

    /** @param app the packaged classes */
    record Place(Path home, Path app, Path folder) {
        Path data() {
            return folder.resolve("data");
        }
    }

    /** @param inFlight what was claimed at that moment */
    record Harm(String what, long atNanos, Map<String, KillWatch.Place> inFlight) {}

    final Kill.Options options;
    final Place place;

    KillStage(Kill.Options options, Place place) throws IOException {
        this.options = options;
        this.place = place;
        Files.createDirectories(place.data());
    }

    static KillStage of(Kill.Options options, Place place) throws Exception {
        return switch (options.scenario()) {
            case "sqlite" -> new OnSqlite(options, place);
            case "full" -> new Full(options, place);
            case "postgres" -> new OnPostgres(options, place);
            case "restart" -> new Restart(options, place);
            case "cluster" -> new KillCluster(options, place);
            case "rolling" -> new KillRolling(options, place);
            default -> throw new IllegalArgumentException(options.scenario());
        };
    }

    abstract void start() throws Exception;

    /** How many sessions may have runs. */
    int mostSessions() {
        return Integer.MAX_VALUE;
    }

    abstract List<URI> urls() throws InterruptedException;

    /** Hurts it; answers when it works again, or could. */
    abstract Harm strike(int kill, Random random) throws Exception;

    /** After the recovery. */
    void mend() throws Exception {}

    abstract Connection database() throws SQLException;

    final DatabaseEvidence evidence() throws SQLException {
        try (Connection database = database()) {
            return DatabaseEvidence.of(database, place.data());
        }
    }

    /** A service as a process of its own. */
    final ServiceProcess process(List<String> command, Map<String, String> settings) throws InterruptedException {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("PATH", System.getenv("PATH"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.putIfAbsent("PORT", "0");
        environment.put("HEATUP_BOT_API_PORT", "0");
        environment.putIfAbsent("HEATUP_DATA", place.data().toString());
        environment.put("HEATUP_SEED", String.valueOf(options.seed()));
        environment.put("HEATUP_MIN_ACTIONS", String.valueOf(options.steps()));
        environment.put("HEATUP_MAX_ACTIONS", String.valueOf(options.steps()));
        ServiceProcess process = ServiceProcess.start(command, environment, place.folder(), ServiceProcess.NEVER);
        url(process);
        return process;
    }

    final String heatup() {
        return place.home().resolve("heatup").toString();
    }

    static URI url(ServiceProcess process) throws InterruptedException {
        return process.url().orElseThrow(() -> new IllegalStateException("the service ended" + process.tail()));
    }

    final Harm harm(String what) throws Exception {
        long now = System.nanoTime();
        try (Connection database = database()) {
            return new Harm(what, now, KillWatch.inFlight(database));
        }
    }

    /** One service with the sandbox inside. */
    private abstract static class Alone extends KillStage {
        private ServiceProcess service;
        private URI url;

        Alone(Kill.Options options, Place place) throws IOException {
            super(options, place);
        }

        abstract ServiceProcess service() throws InterruptedException;

        final ServiceProcess running() {
            return service;
        }

        final URI url() {
            return url;
        }

        @Override
        void start() throws Exception {
            service = service();
            url = url(service);
        }

        @Override
        List<URI> urls() {
            return List.of(url);
        }

        @Override
        Harm strike(int kill, Random random) throws Exception {
            int lines = 1 + random.nextInt(Math.max(20, options.runs() / 2));
            service.killAfter(lines);
            if (service.ended() != ServiceProcess.KILLED) {
                throw new IllegalStateException("it ended by itself" + service.tail());
            }
            Harm harm = harm("kill -9 after " + lines + " lines");
            start();
            return harm;
        }

        @Override
        public void close() throws Exception {
            service.stop();
        }
    }

    private static class OnSqlite extends Alone {

        OnSqlite(Kill.Options options, Place place) throws IOException {
            super(options, place);
        }

        @Override
        ServiceProcess service() throws InterruptedException {
            return process(
                    List.of(heatup(), "start"), Map.of("HEATUP_SPEED", String.valueOf(options.speed())));
        }

        @Override
        Connection database() throws SQLException {
            // Whoever opens the file of a process that died repairs it; that is left to the service.
            return running().isAlive() ? open(place.data()) : open(copy());
        }

        private static Connection open(Path folder) throws SQLException {
            return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("heatup.db"));
        }

        private Path copy() throws SQLException {
            Path copy = place.folder().resolve("copy");
            try {
                Files.createDirectories(copy);
                for (String name : List.of("heatup.db", "heatup.db-wal")) {
                    Files.deleteIfExists(copy.resolve(name));
                    if (Files.exists(place.data().resolve(name))) {
                        Files.copy(place.data().resolve(name), copy.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
                Files.deleteIfExists(copy.resolve("heatup.db-shm"));
            } catch (IOException e) {
                throw new SQLException(e);
            }
            return copy;
        }
    }

    /** The disk of both databases is full for a while. */
    private static final class Full extends OnSqlite {

        private static final Duration PATIENCE = Duration.ofSeconds(60);

        private final HttpClient http = HttpClient.newHttpClient();

        Full(Kill.Options options, Place place) throws IOException {
            super(options, place);
        }

        @Override
        Harm strike(int kill, Random random) throws Exception {
            TimeUnit.SECONDS.sleep(3 + random.nextInt(5));
            Path ballast = place.data().resolve("ballast");
            fill(ballast);
            String noticed = await("{\"status\":\"DOWN\"", "says DOWN");
            TimeUnit.SECONDS.sleep(5);
            Files.delete(ballast);
            // The runs' database goes on by itself; a sandbox that could not record has stopped.
            String mended = await("\"engine\":{\"status\":\"UP\"", "goes on claiming");
            Harm harm = harm("disk full, " + noticed + "; with room again it " + mended + "; then a restart");
            running().stop();
            start();
            return harm;
        }

        private static void fill(Path file) throws IOException {
            try (OutputStream bytes = Files.newOutputStream(file)) {
                while (true) {
                    bytes.write(new byte[4096]);
                }
            } catch (IOException _) {
                // Full.
            }
        }

        private String await(String status, String told) throws Exception {
            long began = System.nanoTime();
            while (System.nanoTime() - began < PATIENCE.toNanos()) {
                if (health().contains(status)) {
                    return told + " after %.1f s".formatted((System.nanoTime() - began) / 1e9);
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
            throw new IllegalStateException("/health does not say " + status + ": " + health());
        }

        private String health() throws InterruptedException {
            try {
                return http.send(
                                HttpRequest.newBuilder(url().resolve("/health"))
                                        .timeout(Duration.ofSeconds(10))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
            } catch (IOException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }

    private static class OnPostgres extends Alone {

        final KillPostgres postgres;

        OnPostgres(Kill.Options options, Place place) throws IOException {
            super(options, place);
            postgres = new KillPostgres(place.folder().resolve("postgres"));
        }

        @Override
        ServiceProcess service() throws InterruptedException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    place.app() + "/heatup.jar:" + place.app() + "/lib/*:" + place.home() + "/target/test-classes",
                    "dev.heatup.app.SingleNode"));
            return process(
                    command,
                    Map.of("HEATUP_SPEED", String.valueOf(options.speed()), "DATABASE_URL", postgres.url()));
        }

        @Override
        Connection database() throws SQLException {
            return postgres.connect();
        }

        @Override
        public void close() throws Exception {
            super.close();
            postgres.close();
        }
    }

    private static final class Restart extends OnPostgres {

        Restart(Kill.Options options, Place place) throws IOException {
            super(options, place);
        }

        @Override
        Harm strike(int kill, Random random) throws Exception {
            TimeUnit.SECONDS.sleep(2 + random.nextInt(6));
            long began = System.nanoTime();
            boolean crash = kill % 2 == 1;
            postgres.restart(crash);
            String what = "PostgreSQL " + (crash ? "crashed" : "was restarted") + " and was away for %.1f s"
                    .formatted((System.nanoTime() - began) / 1e9);
            return new Harm(what, began, harm(what).inFlight());
        }
    }
}
