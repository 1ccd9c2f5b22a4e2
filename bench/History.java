import dev.heatup.sandbox.jdbc.SqliteEventLog;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Cause;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.Message;
import dev.heatup.sandbox.world.World;
import dev.heatup.sandbox.world.WorldState;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * messages.getHistory over a group with a million messages, over HTTP: pages of 100 at random places.
 * {@code bench/sandbox.sh history [MESSAGES]} fills a log with the packaged classes ({@code History fill FOLDER MESSAGES}),
 * starts a sandbox on it and asks that ({@code History ask GATEWAY MESSAGES COUNT}). Prints milliseconds.
 */
class History {

    private static final int WRITERS = 100;
    private static final int GROUP_COMMIT = 10_000;

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "fill" -> fill(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
            case "ask" -> ask(arguments[1], Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
            default -> throw new IllegalArgumentException("fill or ask");
        }
    }

    private static void fill(Path folder, int messages) {
        Instant began = Instant.parse("2026-03-02T08:00:00Z");
        ChatKey group = new ChatKey.Public(World.OPEN_GROUP);
        try (SqliteEventLog log = SqliteEventLog.open(folder, 7L, () -> 7L)) {
            log.begin(began);
            WorldState state = new WorldState(World.of(List.of(), 7), began);
            long seq = 0;
            for (int i = 0; i < WRITERS; i++) {
                Actor writer = new Actor.Person("writer" + i);
                Effect appears = state.newcomer("writer" + i, "en");
                Event appeared = new Event(++seq, began, writer, Cause.NONE, appears);
                state.evolve(appeared);
                log.append(appeared);
                log.append(new Event(++seq, began, writer, Cause.NONE, new Effect.Joined(group, 0)));
            }
            for (int i = 1; i <= messages; i++) {
                Actor writer = new Actor.Person("writer" + i % WRITERS);
                Message.Draft draft = Message.Draft.of(Content.text("This is message " + i + " of this group, of usual length"));
                Instant at = began.plusMillis(i);
                log.append(new Event(++seq, at, writer, Cause.NONE, Effect.MessageSent.of(group, i, draft)));
                if (i % GROUP_COMMIT == 0) {
                    log.reach(at);
                    log.commit();
                }
            }
            log.commit();
        }
        System.out.println(messages + " messages written");
    }

    private static void ask(String gateway, int messages, int count) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        SplittableRandom random = new SplittableRandom(7);
        double[] millis = new double[count];
        for (int i = -count / 5; i < count; i++) {
            int from = random.nextInt(101, messages + 1);
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(gateway + "/sessions/reader" + Math.floorMod(i, 100) + "/invoke_raw"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"method\":\"messages.getHistory\",\"params\":{\"peer\":\"hu_open_talk\",\"offset_id\":" + from
                                    + ",\"limit\":100}}"))
                    .build();
            long began = System.nanoTime();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            double took = (System.nanoTime() - began) / 1e6;
            if (response.statusCode() != 200 || !response.body().contains("This is message " + (from - 100) + " of")) {
                throw new IllegalStateException(response.statusCode() + ": " + response.body().substring(0, 300));
            }
            if (i >= 0) {
                millis[i] = took;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                "messages.getHistory, 100 of %d messages: calls %d, median %.2f ms, p99 %.2f ms, max %.2f ms%n",
                messages, count, millis[count / 2], millis[count * 99 / 100], millis[count - 1]);
    }
}
