import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Asks for runs, each always under the same key, so that as many are live as there should be: each for a session of its own,
 * or for the few that a gateway gets, in turn.
 */
class KillLoad {

    private static final int CALLERS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration NOTHING_MOVES = Duration.ofMinutes(3);
    private static final Pattern RUN = Pattern.compile("\"run_id\" *: *\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("\"code\" *: *\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final KillStage stage;
    private final int target;
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private int requests;
    private ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

    KillLoad(KillStage stage, int target) {
        this.stage = stage;
        this.target = target;
    }

    /** In the background. */
    void feed() throws SQLException, InterruptedException {
        int open = requests - acknowledged.size();
        requests += Math.max(0, target - new KillWatch(stage).live() - open);
        askForTheRest();
    }

    private void askForTheRest() throws InterruptedException {
        List<URI> urls = stage.urls();
        callers = Executors.newFixedThreadPool(CALLERS);
        IntStream.range(0, requests)
                .filter(i -> !acknowledged.containsKey("kill-" + i))
                .forEach(i -> callers.execute(() -> request(
                        urls.get(i % urls.size()), "kill-" + i, "kill-" + i % stage.mostSessions())));
        callers.shutdown();
    }

    void waitForCallers() throws InterruptedException {
        if (!callers.awaitTermination(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("requests do not end");
        }
    }

    private void request(URI service, String key, String session) {
        try {
            String answer = http.send(
                            HttpRequest.newBuilder(service.resolve("/warmup/" + session))
                                    .header("Content-Type", "application/json")
                                    .header("Idempotency-Key", key)
                                    .timeout(PATIENCE)
                                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            Matcher run = RUN.matcher(answer);
            if (run.find()) {
                acknowledged.put(key, run.group(1));
            } else {
                Matcher code = CODE.matcher(answer);
                refusals.merge(code.find() ? code.group(1) : "?", 1, Integer::sum);
            }
        } catch (IOException e) {
            // Killed before it answered; the next one is asked.
            refusals.merge("no answer", 1, Integer::sum);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return false when runs are left that nothing moves any more */
    boolean drain(KillWatch watch) throws Exception {
        long moved = System.nanoTime();
        int before = Integer.MAX_VALUE;
        for (int live = watch.live(); live > 0 || acknowledged.size() < requests; live = watch.live()) {
            if (live < before) {
                System.out.println("live " + live);
                before = live;
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > NOTHING_MOVES.toNanos()) {
                return false;
            }
            askForTheRest();
            waitForCallers();
            TimeUnit.SECONDS.sleep(5);
        }
        return true;
    }

    Collection<String> acknowledged() {
        return acknowledged.values();
    }

    Map<String, Integer> refusals() {
        return new TreeMap<>(refusals);
    }
}
