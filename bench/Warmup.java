import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** POST /warmup at a fixed rate, beside a request that stores nothing; {@code bench/warmup.sh} says how it is called. */
class Warmup {

    private static final int WARM_UP_SECONDS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern STEPS = Pattern.compile("(?m)^heatup_steps_total\\{.*} ([0-9.E+]+)$");
    private static final Pattern LAG = Pattern.compile("\"lag_seconds\" *: *([0-9.E+-]+)");
    private static final Pattern LIVE = Pattern.compile("([0-9]+) live runs");

    private final Process service;
    private final URI url;
    private final int seconds;
    private final HttpClient http = HttpClient.newHttpClient();

    private record Place(Path home, Path app, Path folder) {}

    public static void main(String[] words) throws Exception {
        Place place = new Place(Path.of(words[0]), Path.of(words[1]), Path.of(words[2]));
        int rate = Integer.parseInt(words[3]);
        int seconds = Integer.parseInt(words[4]);
        boolean good = switch (words[5]) {
            case "sqlite" -> measure(place, List.of(place.home() + "/heatup", "start"), Map.of(), rate, seconds);
            case "postgres" -> {
                try (KillPostgres postgres = new KillPostgres(place.folder().resolve("postgres"))) {
                    yield measure(place, lonely(place), Map.of("DATABASE_URL", postgres.url()), rate, seconds);
                }
            }
            default -> throw new IllegalArgumentException("sqlite or postgres");
        };
        System.exit(good ? 0 : 1);
    }

    private static List<String> lonely(Place place) {
        String classes = place.app() + "/heatup.jar:" + place.app() + "/lib/*:" + place.home() + "/target/test-classes";
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classes,
                "dev.heatup.app.SingleNode");
    }

    private static boolean measure(
            Place place, List<String> command, Map<String, String> settings, int rate, int seconds) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path log = place.folder().resolve("service.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(place.folder().toFile())
                .redirectErrorStream(true)
                // A pipe would make the service wait for whoever reads it.
                .redirectOutput(log.toFile());
        builder.environment().keySet().retainAll(Set.of("PATH", "JAVA_HOME"));
        builder.environment().putAll(settings);
        builder.environment().put("PORT", String.valueOf(port));
        builder.environment().put("HEATUP_BOT_API_PORT", "0");
        builder.environment().put("HEATUP_DATA", place.folder().resolve("data").toString());
        Process service = builder.start();
        try (OpenLoop load = new OpenLoop(rate)) {
            Warmup warmup = new Warmup(service, URI.create("http://127.0.0.1:" + port), seconds);
            warmup.awaitUp(log);
            boolean live = warmup.measure(load, "GET /health/live", 200, _ -> warmup.live());
            return warmup.measure(load, "POST /warmup", 202, warmup::visit) && live;
        } finally {
            service.destroy();
            service.waitFor();
        }
    }

    private Warmup(Process service, URI url, int seconds) {
        this.service = service;
        this.url = url;
        this.seconds = seconds;
    }

    private void awaitUp(Path log) throws Exception {
        for (long began = System.nanoTime(); System.nanoTime() - began < PATIENCE.toNanos(); ) {
            try {
                if (http.send(live(), HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException _) {
                // Not yet.
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("the service does not start:\n" + Files.readString(log));
    }

    private HttpRequest live() {
        return HttpRequest.newBuilder(url.resolve("/health/live")).build();
    }

    private HttpRequest visit(int number) {
        return HttpRequest.newBuilder(url.resolve("/warmup/bench-" + number))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
    }

    private interface Requests {
        HttpRequest with(int number);
    }

    private boolean measure(OpenLoop load, String what, int expected, Requests requests) throws Exception {
        // Of sessions that come later in the measured part.
        load.run(number -> requests.with(number + 1_000_000_000), WARM_UP_SECONDS, expected);
        double steps = steps();
        Processors processors = new Processors(service);
        OpenLoop.Result result = load.run(requests::with, seconds, expected);
        String busy = processors.busy();
        steps = (steps() - steps) / seconds;
        System.out.printf(
                "%s, %d: median %.1f ms, p90 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, worst %.0f ms; wrong %s%n",
                what,
                result.took().length,
                result.tookMillis(0.5),
                result.tookMillis(0.9),
                result.tookMillis(0.99),
                result.tookMillis(0.999),
                result.tookMillis(1),
                result.wrong());
        System.out.printf(
                "  sent late: median %.1f ms, p99 %.1f ms; processors busy: %s; steps %.0f/s; %s%n",
                result.lateMillis(0.5),
                result.lateMillis(0.99),
                busy,
                steps,
                health());
        return result.wrong().isEmpty();
    }

    /** How many processors were busy since it was made, and with what; as Linux counts, in hundredths of seconds. */
    private static final class Processors {

        private final Process service;
        private final double its;
        private final double mine = secondsOf(ProcessHandle.current());
        private final double idle = idleSeconds();
        private final long began = System.nanoTime();

        Processors(Process service) throws IOException {
            this.service = service;
            this.its = secondsOf(service.toHandle());
        }

        String busy() throws IOException {
            double took = (System.nanoTime() - began) / 1e9;
            double all = Runtime.getRuntime().availableProcessors() - (idleSeconds() - idle) / took;
            double service = (secondsOf(this.service.toHandle()) - its) / took;
            double load = (secondsOf(ProcessHandle.current()) - mine) / took;
            return "service %.2f, load %.2f, others %.2f".formatted(service, load, all - service - load);
        }

        private static double secondsOf(ProcessHandle process) {
            return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
        }

        /** Of all processors, waiting for disks included. */
        private static double idleSeconds() throws IOException {
            String[] ticks = Files.readString(Path.of("/proc/stat")).lines().findFirst().orElseThrow().split(" +");
            return (Long.parseLong(ticks[4]) + Long.parseLong(ticks[5])) / 100.0;
        }
    }

    private double steps() throws Exception {
        return STEPS.matcher(get("/metrics"))
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .sum();
    }

    private String health() throws Exception {
        String health = get("/health");
        Matcher live = LIVE.matcher(health);
        Matcher lag = LAG.matcher(health);
        return live.find() && lag.find() ? live.group() + ", lag " + lag.group(1) + " s" : health;
    }

    private String get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(url.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
