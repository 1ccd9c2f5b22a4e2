package dev.heatup.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.GoldenFile;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The shipped worlds with a bot have the logs that are kept in the repository, byte for byte as they are exported. See
 * {@link GoldenFile} for how they are renewed.
 */
class GoldenLogsTest {

    private static final Path WORLDS = Path.of("examples", "worlds");
    private static final long SEED = 7;

    @ParameterizedTest
    @CsvSource({"moderated-community, 1001, 2", "news-channels, 1001, 1", "support-bot, 2001, 8"})
    void aShippedWorldHasTheLogThatIsKept(String world, String bot, int hours, @TempDir Path folder) throws Exception {
        try (Simulation simulation = Settlements.of(quick(world, folder), SEED)) {
            BotToken token = BotToken.parse(bot + ":test").orElseThrow();
            try (RuleBot answering = new RuleBot(simulation.sandbox().bots(), token, GoldenLogsTest::answer)) {
                assertThat(simulation.awaitBots(Duration.ofSeconds(30))).isEmpty();
                simulation.live(Duration.ofHours(hours));
                assertThat(answering.isAlive()).isTrue();
            }
            List<String> log = simulation
                    .events()
                    .map(event -> new String(TlJson.write(event.shown()), StandardCharsets.UTF_8))
                    .toList();

            assertThat(log).hasSizeGreaterThan(100);
            GoldenFile.named(world + ".ndjson").assertHolds(log);
        }
    }

    /** The world's file, with delays on purpose that take no real time. */
    private static Path quick(String world, Path folder) throws IOException {
        Path file = folder.resolve(world + ".yaml");
        Files.writeString(
                file, Files.readString(WORLDS.resolve(world + ".yaml")).replace("delay: 2s", "delay: 1ms"));
        Files.copy(WORLDS.resolve("corpus.csv"), folder.resolve("corpus.csv"));
        return file;
    }

    /** Answers everybody in private, deletes advertisements, welcomes newcomers and answers every pressed button. */
    private static void answer(RuleBot bot, Tl.Obj update) {
        object(update, "message").ifPresent(message -> {
            Tl.Obj chat = object(message, "chat").orElseThrow();
            String text = message.text("text").orElse("");
            if (chat.text("type").equals(Optional.of("private"))) {
                bot.call(
                        "sendMessage",
                        Tl.object()
                                .with("chat_id", id(chat))
                                .with("text", "You wrote <b>" + text.length() + "</b> characters")
                                .with("parse_mode", "HTML")
                                .with("reply_markup", keyboard()));
            } else if (text.contains(".example") || text.contains(".test")) {
                bot.call("deleteMessage", Tl.object().with("chat_id", id(chat)).with("message_id", number(message)));
            } else if (!message.list("new_chat_members").isEmpty()) {
                bot.call("sendMessage", Tl.object().with("chat_id", id(chat)).with("text", "Welcome!"));
            }
        });
        object(update, "callback_query")
                .ifPresent(query -> bot.call(
                        "answerCallbackQuery",
                        Tl.object()
                                .with("callback_query_id", query.text("id").orElseThrow())
                                .with("text", "Noted")));
    }

    private static Tl.Obj keyboard() {
        Tl.Obj button =
                Tl.object().with("text", "More").with("callback_data", "more").build();
        return Tl.object()
                .with("inline_keyboard", List.of(Tl.of(List.of(button))))
                .build();
    }

    private static Optional<Tl.Obj> object(Tl.Obj from, String field) {
        return from.get(field).map(Tl.Obj.class::cast);
    }

    private static long id(Tl.Obj object) {
        return object.integer("id").orElseThrow();
    }

    private static long number(Tl.Obj message) {
        return message.integer("message_id").orElseThrow();
    }
}
