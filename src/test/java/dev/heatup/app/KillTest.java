package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatup.app.DatabaseEvidence.Effect;
import dev.heatup.app.DatabaseEvidence.Outcome;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real program is killed over and over while it accepts, plans and carries out runs, and started again on the
 * same data. A kill comes after a random number of its log's lines, so that it always meets a service at work, however
 * fast the machine is; {@code -Dheatup.kill.seed} repeats the numbers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KillTest {

    private static final int KILLS = 5;
    private static final int CALLERS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final long seed = Long.getLong("heatup.kill.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();

    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    private final Map<String, String> repeated = new HashMap<>();
    private DatabaseEvidence databaseEvidence = new DatabaseEvidence(Map.of(), Map.of(), List.of(), List.of());

    /**
     * What the service is given to do.
     *
     * @param runs one per session
     * @param steps of each run
     * @param body of a warmup request
     */
    record Load(int runs, int steps, String body) {

        /**
         * A step logs twice, and a kill takes some lines with it; with so many at most, all kills together come before the
         * last run's end.
         */
        int mostLines() {
            return runs * steps * 3 / 2 / KILLS;
        }
    }

    abstract Load load();

    /** Starts the program; {@code common} are the settings that every kind needs. */
    abstract ServiceProcess start(Path folder, Map<String, String> common, int killAfter) throws Exception;

    /** The database of runs. */
    abstract Connection database(Path data) throws SQLException;

    /** What else goes wrong while a service that will be killed is at work. */
    void disturb(int kill) throws Exception {}

    @BeforeAll
    void killWhileItWorks(@TempDir Path folder) throws Exception {
        System.out.println(getClass().getSimpleName() + ": -Dheatup.kill.seed=" + seed);
        for (int kill = 1; kill <= KILLS; kill++) {
            try (ServiceProcess service = start(folder, 1 + random.nextInt(load().mostLines()))) {
                service.url().ifPresent(this::requestTheRest);
                disturb(kill);
                assertThat(service.ended())
                        .as(() -> "end of a service to be killed" + service.tail())
                        .isEqualTo(ServiceProcess.KILLED);
            }
        }
        try (ServiceProcess service = start(folder, ServiceProcess.NEVER)) {
            URI url = service.url().orElseThrow(() -> new AssertionError("the service ended" + service.tail()));
            requestTheRest(url);
            awaitEnd(service, url);
            for (String session : sessions()) {
                repeated.put(session, answer(url, session).path("run_id").asString());
            }
            service.stop();
        }
        Path data = folder.resolve("data");
        try (Connection database = database(data)) {
            databaseEvidence = DatabaseEvidence.of(database, data);
        }
    }

    private ServiceProcess start(Path folder, int killAfter) throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        return start(
                folder,
                Map.of(
                        "PORT",
                        "0",
                        "HEATUP_BOT_API_PORT",
                        "0",
                        "HEATUP_DATA",
                        data.toString(),
                        "HEATUP_SEED",
                        String.valueOf(seed)),
                killAfter);
    }

    private void awaitEnd(ServiceProcess service, URI url) {
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> live(url).isEmpty());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("runs do not end, seed " + seed + service.tail(), e);
        }
    }

    private List<String> live(URI url) throws IOException, InterruptedException {
        List<String> live = new ArrayList<>();
        for (String status : List.of("queued", "planning", "running")) {
            JsonNode page = send(HttpRequest.newBuilder(url.resolve("/runs?limit=1&status=" + status))
                    .build());
            page.get("runs").forEach(run -> live.add(run.get("run_id").asString()));
        }
        return live;
    }

    private List<String> sessions() {
        return IntStream.range(0, load().runs()).mapToObj(i -> "kill-" + i).toList();
    }

    /** Asks for the runs that nobody has acknowledged yet, each time under the same key, until the service is killed. */
    private void requestTheRest(URI service) {
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            sessions().stream()
                    .filter(session -> !acknowledged.containsKey(session))
                    .forEach(session -> callers.execute(() -> request(service, session)));
        }
    }

    private void request(URI service, String session) {
        try {
            JsonNode answer = answer(service, session);
            if (answer.has("run_id")) {
                acknowledged.put(session, answer.get("run_id").asString());
            } else {
                refused.put(session, answer.toString());
            }
        } catch (IOException _) {
            // Killed before it answered; the next service is asked.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private JsonNode answer(URI service, String session) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(service.resolve("/warmup/" + session))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", session)
                .POST(HttpRequest.BodyPublishers.ofString(load().body()))
                .build());
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        return json.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    @Test
    void noRequestIsRefused() {
        assertThat(refused).as(again()).isEmpty();
    }

    @Test
    void everyAcknowledgedRunIsThereAndNoOther() {
        assertThat(databaseEvidence.runs().keySet())
                .as(again())
                .hasSize(load().runs())
                .containsExactlyInAnyOrderElementsOf(acknowledged.values());
    }

    @Test
    void aRequestRepeatedAfterTheKillsIsAnsweredWithItsRun() {
        assertThat(repeated).as(again()).isEqualTo(acknowledged);
    }

    @Test
    void everyStepHasOneOutcome() {
        assertThat(databaseEvidence.outcomes())
                .as(again())
                .extracting(Outcome::step)
                .containsExactlyInAnyOrderElementsOf(databaseEvidence.planned().keySet());
    }

    @Test
    void noStepFailsBecauseOfAKill() {
        assertThat(databaseEvidence.outcomes())
                .as(again())
                .filteredOn(outcome -> !outcome.status().equals("succeeded"))
                .isEmpty();
    }

    @Test
    void everyRunIsCompleted() {
        assertThat(databaseEvidence.runs().values())
                .as(again())
                .filteredOn(run -> !run.status().equals("completed"))
                .isEmpty();
    }

    @Test
    void everyEffectBelongsToAStepOfItsSessionsRun() {
        assertThat(databaseEvidence.effects()).as(again()).isNotEmpty().allMatch(databaseEvidence::isCaused);
    }

    @Test
    void noCallHasItsEffectTwiceAndNobodyJoinsOrIsCountedTwice() {
        assertThat(databaseEvidence.once()).as(again()).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void theRecordedJoinsAreTheSandboxsJoins() {
        assertThat(databaseEvidence.joins())
                .as(again())
                .isNotEmpty()
                .extracting(Effect::step)
                .containsExactlyInAnyOrderElementsOf(databaseEvidence.recordedJoins());
    }

    private String again() {
        return "-Dheatup.kill.seed=" + seed;
    }
}
