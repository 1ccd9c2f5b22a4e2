import dev.heatup.app.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Three nodes on one PostgreSQL, before one sandbox. Its calls take 2 s, so that there are always some in flight. */
class KillCluster extends KillStage {

    static final int NODES = 3;
    private static final int MAX_SESSIONS = 20;

    /** Longer than any claim: 15 s for a step, 19 s for planning. */
    private static final Duration STOPPED = Duration.ofSeconds(35);

    private static final String SLOW = """
            [{"method": "channels.joinChannel", "delay": "2s"}, {"method": "messages.getHistory", "delay": "2s"}]""";

    private final KillPostgres postgres;
    final List<ServiceProcess> nodes = new ArrayList<>();
    private ServiceProcess sandbox;
    private URI gateway;
    private int victim;
    private Mending mending = () -> {};

    interface Mending {
        void run() throws Exception;
    }

    KillCluster(Kill.Options options, Place place) throws IOException {
        super(options, place);
        if (options.runs() > MAX_SESSIONS || options.speed() != 1) {
            throw new IllegalArgumentException("a gateway gets at most 20 sessions, at speed 1");
        }
        postgres = new KillPostgres(place.folder().resolve("postgres"));
    }

    @Override
    int mostSessions() {
        return MAX_SESSIONS;
    }

    @Override
    void start() throws Exception {
        sandbox = process(List.of(heatup(), "sandbox", "--port", "0"), Map.of());
        gateway = url(sandbox);
        HttpResponse<String> slow = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(gateway.resolve("/sandbox/faults"))
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString(SLOW))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (slow.statusCode() >= 300) {
            throw new IllegalStateException("the sandbox does not take faults: " + slow.body());
        }
        // All at once on an empty database: one of them makes the tables.
        List<Thread> starts = new ArrayList<>();
        ServiceProcess[] started = new ServiceProcess[NODES];
        for (int i = 0; i < NODES; i++) {
            int node = i;
            starts.add(Thread.ofPlatform().start(() -> {
                try {
                    started[node] = node(firstProgram(), node);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        for (Thread start : starts) {
            start.join();
        }
        nodes.addAll(List.of(started));
    }

    /** What the nodes are that it begins with. */
    String firstProgram() {
        return heatup();
    }

    final ServiceProcess node(String program, int number) throws InterruptedException, IOException {
        Path data = Files.createDirectories(place.folder().resolve("node-" + number));
        return process(
                List.of(program, "start"),
                Map.of(
                        "HEATUP_DATA",
                        data.toString(),
                        "DATABASE_URL",
                        postgres.url(),
                        "TELEGRAM_API_BASE_URL",
                        gateway.toString()));
    }

    /** Nobody asks the one that is hurt next. */
    @Override
    List<URI> urls() throws InterruptedException {
        List<URI> urls = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            if (node != (victim + 1) % NODES) {
                urls.add(url(nodes.get(node)));
            }
        }
        return urls;
    }

    @Override
    Harm strike(int kill, Random random) throws Exception {
        TimeUnit.SECONDS.sleep(5 + random.nextInt(10));
        victim = (victim + 1) % NODES;
        ServiceProcess node = nodes.get(victim);
        boolean stops = kill % 2 == 0;
        signal(stops ? "STOP" : "KILL", node);
        Harm harm = harm(stops ? "a node is stopped for 35 s" : "a node is killed");
        mending = () -> {
            if (stops) {
                long left = STOPPED.toNanos() - (System.nanoTime() - harm.atNanos());
                TimeUnit.NANOSECONDS.sleep(Math.max(0, left));
                signal("CONT", node);
                TimeUnit.SECONDS.sleep(3);
            } else {
                node.ended();
                nodes.set(nodes.indexOf(node), node(heatup(), nodes.indexOf(node)));
            }
        };
        return harm;
    }

    static void signal(String signal, ServiceProcess process) throws Exception {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).inheritIO().start().waitFor();
    }

    @Override
    void mend() throws Exception {
        mending.run();
        mending = () -> {};
    }

    @Override
    Connection database() throws SQLException {
        return postgres.connect();
    }

    @Override
    public void close() throws Exception {
        mend();
        for (ServiceProcess node : nodes) {
            node.stop();
        }
        sandbox.stop();
        postgres.close();
    }
}
