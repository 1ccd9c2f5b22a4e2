package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.app.EventReader.Told;
import dev.heatup.app.RunningService.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Events of real runs over HTTP. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RunEventsTest {

    private static final String VISIT = "[" + GivenPlans.join("hu_city_news") + "," + GivenPlans.read("hu_city_news")
            + "," + GivenPlans.join("hu_world_brief") + "]";

    @TempDir
    static Path folder;

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.sandbox(folder);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static List<Told> told(String run, String query, String... headers) {
        try (EventReader events = service.follow(run, query, headers)) {
            return events.rest();
        }
    }

    @Test
    void aStreamTellsTheStoryInOrderAndEndsWithIt() {
        String run = service.begin("storyteller", VISIT);

        List<Told> told = told(run, "");

        JsonNode report = service.get("/runs/" + run).json();
        assertThat(told).extracting(Told::event).containsExactly("created", "planned", "step", "step", "step", "ended");
        assertThat(told).extracting(Told::id).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(told.subList(2, 5))
                .extracting(Told::data)
                .containsExactlyElementsOf(report.path("actions").valueStream().toList());
        JsonNode ended = told.getLast().data();
        assertThat(ended.propertyNames())
                .allSatisfy(name -> assertThat(ended.path(name)).as(name).isEqualTo(report.path(name)));
        assertThat(ended.path("status").asString()).isEqualTo("completed");
        assertThat(told.get(1).data().at("/actions/0/status").asString()).isEqualTo("pending");
    }

    @Test
    void resumingGivesExactlyTheRest() {
        String run = service.begin("resumed", VISIT);
        List<Told> all = told(run, "");

        for (int known = 0; known < all.size(); known++) {
            List<Told> rest = all.subList(known, all.size());
            assertThat(told(run, "?after=" + known)).isEqualTo(rest);
            assertThat(told(run, "?after=1", "Last-Event-ID", Integer.toString(known)))
                    .isEqualTo(rest);
        }
    }

    @Test
    void aStreamThatWasBrokenOffWhileTheRunLivedIsResumedWithoutGapOrRepeat() {
        String run = service.begin("interrupted", VISIT);
        List<Told> beginning;
        try (EventReader events = service.follow(run, "")) {
            beginning = events.next(3);
        }
        List<Told> rest = told(run, "", "Last-Event-ID", "3");

        assertThat(beginning).isEqualTo(told(run, "").subList(0, 3));
        assertThat(rest).isEqualTo(told(run, "?after=3"));
        assertThat(rest).extracting(Told::id).containsExactly(4, 5, 6);
    }

    /** Browsers would open it again for ever. */
    @ParameterizedTest
    @ValueSource(ints = {4, 1000})
    void whoKnowsEverythingIsToldThatThereIsNoMore(int known) {
        String run =
                service.visit("known-" + known, GivenPlans.SHORT).path("run_id").asString();

        assertThat(service.get("/runs/" + run + "/events?after=" + known).status())
                .isEqualTo(204);
    }

    @Test
    void aNumberBeyondWhatThereIsWaits() {
        String run = service.begin("early", GivenPlans.LONG);
        try (EventReader next = service.follow(run, "?after=3");
                EventReader beyond = service.follow(run, "?after=1000")) {
            assertThat(beyond.status()).isEqualTo(200);
            service.post("/runs/" + run + "/cancel");

            assertThat(next.rest()).extracting(Told::event).containsExactly("ended");
            assertThat(beyond.rest()).isEmpty();
        }
    }

    @Test
    void nobodyOnTheWayKeepsEventsBack() {
        String run = service.visit("headers", GivenPlans.SHORT).path("run_id").asString();
        try (EventReader events = service.follow(run, "")) {
            assertThat(events.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(events.header("Cache-Control")).isEqualTo("no-store");
            assertThat(events.header("X-Accel-Buffering")).isEqualTo("no");
        }
    }

    @Test
    void whatThereIsNowComesAsAList() {
        String run = service.begin("listed", GivenPlans.LONG);
        String path = "/runs/" + run + "/events?after=1";
        Awaitility.await()
                .atMost(RunningService.PATIENCE)
                .until(() -> list(path).path("events").size() == 2);
        JsonNode live = list(path);
        service.post("/runs/" + run + "/cancel");
        JsonNode over = list(path);

        assertThat(live.path("ended").asBoolean()).isFalse();
        assertThat(over.path("ended").asBoolean()).isTrue();
        assertThat(over.path("events")
                        .valueStream()
                        .map(event -> new Told(
                                event.path("id").asInt(), event.path("event").asString(), event.path("data"))))
                .containsExactlyElementsOf(told(run, "?after=1"));
    }

    private static JsonNode list(String path) {
        return service.get(path, "Accept", "application/json").json();
    }

    @Test
    void onlyWhetherItIsThereIsAnsweredAtOnce() {
        String run = service.begin("headless", GivenPlans.LONG);

        Answer answer = service.send("HEAD", "/runs/" + run + "/events", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/event-stream");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "first", "99999999999"})
    void aNumberThatIsNoneIsRefused(String number) {
        String path = "/runs/" + service.begin("n" + number.replace('.', '_'), GivenPlans.SHORT) + "/events";

        for (Answer answer :
                List.of(service.get(path + "?after=" + number), service.get(path, "Last-Event-ID", number))) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.field("code")).isEqualTo("invalid_parameter");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "application/json", "*/*"})
    void aRunThatIsNotThereHasNoEvents(String accept) {
        Answer answer = service.get("/runs/run_00000000000000000000000001/events", "Accept", accept);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.field("code")).isEqualTo("run_not_found");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void aServiceThatStopsEndsItsStreamsProperlyAndAnswersWhoWaits(@TempDir Path other) {
        RunningService stopping = RunningService.sandbox(other);
        String run = stopping.begin("left", GivenPlans.LONG);
        try (EventReader events = stopping.follow(run, "")) {
            events.next(3);
            CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(
                    () -> stopping.post("/warmup-sync/waiting", "{\"plan\": " + GivenPlans.LONG + "}"));
            Awaitility.await()
                    .atMost(RunningService.PATIENCE)
                    .until(() -> stopping.get("/metrics").text().contains("heatup_waiting_requests 2.0"));

            stopping.close();

            // A stream that is torn would be an error.
            assertThat(events.rest()).isEmpty();
            assertThat(waiting.join().status()).isEqualTo(202);
        }
    }

    @Test
    void manyFollowOneRun() {
        String run = service.begin("watched", GivenPlans.LONG);
        List<EventReader> readers =
                IntStream.range(0, 100).mapToObj(_ -> service.follow(run, "")).toList();
        readers.forEach(reader -> assertThat(reader.next(3)).hasSize(3));
        service.post("/runs/" + run + "/cancel");

        assertThat(readers)
                .allSatisfy(reader ->
                        assertThat(reader.rest()).extracting(Told::event).containsExactly("ended"));
        readers.forEach(EventReader::close);
    }
}
