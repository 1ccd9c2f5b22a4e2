import dev.heatup.telegram.Tl;
import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotNetwork;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.botapi.UpdateBatch;
import dev.heatup.sandbox.botapi.UpdatesRequest;
import dev.heatup.sandbox.spec.yaml.CorpusSource;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.spec.yaml.WorldFiles;
import dev.heatup.simulate.Simulation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * One hour of world time with 5,000 people, 50 chats and one bot in process, three times: seed 7 twice, whose logs must be
 * the same, and seed 8, whose log must be another. {@code bench/sandbox.sh scale [PEOPLE]} runs it with the packaged
 * classes. Prints how long each took, in real time.
 */
class Scale {

    private static final BotToken TOKEN = BotToken.parse("1001:bench").orElseThrow();

    public static void main(String[] arguments) throws Exception {
        int people = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5000;
        String first = live(people, 7);
        String second = live(people, 7);
        String other = live(people, 8);
        if (!first.equals(second) || first.equals(other)) {
            throw new IllegalStateException("the same seed must give the same log, and another seed another");
        }
        System.out.println("The same seed gave the same log, another seed another.");
    }

    private static String live(int people, long seed) throws Exception {
        WorldFile.Read world = (WorldFile.Read) WorldFiles.parse(yaml(people, seed), CorpusSource.none());
        long began = System.nanoTime();
        try (Simulation simulation = new Simulation(
                world.world(),
                List.of(),
                world.corporaByGroup(),
                InstantSource.system(),
                Duration.ZERO,
                real -> Thread.onSpinWait())) {
            Thread bot = Thread.ofPlatform().daemon().start(() -> answer(simulation.sandbox().bots()));
            simulation.awaitBots(Duration.ofSeconds(10));
            Simulation.Outcome outcome = simulation.live(Duration.ofHours(1));
            double seconds = (System.nanoTime() - began) / 1e9;
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            simulation.events().forEachOrdered(event -> digest.update(event.toString().getBytes(StandardCharsets.UTF_8)));
            bot.interrupt();
            System.out.printf(
                    "seed %d: %.1f s, %d visits, %d events, %s%n",
                    seed, seconds, outcome.visits(), outcome.events(), simulation.measures(List.of()));
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    private static void answer(BotNetwork network) {
        Semaphore news = new Semaphore(0);
        network.onNews(TOKEN.id(), news::release);
        int offset = 0;
        try {
            while (true) {
                UpdateBatch.There there = (UpdateBatch.There)
                        network.updates(TOKEN, new UpdatesRequest(offset, 100, null)).join();
                for (Tl.Obj update : there.updates()) {
                    offset = Math.toIntExact(update.integer("update_id").orElseThrow() + 1);
                    update.get("message").map(Tl.Obj.class::cast).ifPresent(message -> answer(network, message));
                }
                if (there.updates().isEmpty()) {
                    news.acquire();
                    news.drainPermits();
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(BotNetwork network, Tl.Obj message) {
        Tl.Obj chat = (Tl.Obj) message.get("chat").orElseThrow();
        if (chat.text("type").orElse("").equals("private")) {
            network.call(
                            TOKEN,
                            new BotCall(
                                    "sendMessage",
                                    Tl.object()
                                            .with("chat_id", chat.integer("id").orElseThrow())
                                            .with("text", "Hello")
                                            .build()))
                    .join();
        }
    }

    private static String yaml(int people, long seed) {
        StringBuilder yaml = new StringBuilder("name: city\nseed: " + seed + "\npopulation: {size: " + people
                + ", visits_per_day: 8}\nchannels:\n");
        for (int i = 0; i < 25; i++) {
            yaml.append("  - {username: hu_news_%02d, title: News %d, topic: news, language: en, posts_per_day: 24}%n"
                    .formatted(i, i));
        }
        yaml.append("groups:\n");
        for (int i = 0; i < 25; i++) {
            yaml.append("  - {username: hu_talk_%02d, title: Talk %d, topic: talk, language: en, members: 0.04}%n"
                    .formatted(i, i));
        }
        return yaml + """
                bots:
                  - username: hu_city_bot
                    name: City
                    about: Answers
                    id: 1001
                    chats: [{chat: hu_talk_00, rights: [delete_messages]}]
                """;
    }
}
