package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.channel.Pool;
import dev.heatup.channel.json.ResourcePools;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.jdbc.SqliteEventLog;
import dev.heatup.sandbox.spec.yaml.CorpusSource;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.spec.yaml.WorldFiles;
import dev.heatup.sandbox.world.Event;
import dev.heatup.simulate.Simulation;
import dev.heatup.telegram.json.TlJson;
import dev.heatup.torture.TrialTraces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same seed gives the same log as in the version that wrote the files: the three shipped worlds, each with a bot, and
 * 50 seeds of the torture command, byte for byte. Of each world three texts are compared: the events as they are exported,
 * the rows of the log's database, and the bot's updates, calls and answers. Bots are in the same process, because the
 * moment at which a call arrives over HTTP depends on the machine. No class names are in the compared bytes, but the traces
 * contain constants of enums: kinds of faults, phases and statuses.
 *
 * <p>{@link GoldenFile} says how the files are renewed: only by a commit of its own that says why.
 */
@Timeout(300)
class GoldenLogsTest {

    private static final int SEEDS = 50;

    /** The bots' clock, by which their dates are shown. It stands still, so that nothing depends on the machine's speed. */
    private static final Instant REAL_TIME = Instant.parse("2026-12-01T00:00:00Z");

    private static final String COLUMNS =
            "seq, world_ms, actor, kind, client_id, run, persona, label, campaign, difficulty, payload";

    /** A shipped world, the token of its bot, what the bot does, and how long the world is simulated. */
    record Shipped(String world, String token, TranscribingBot.Rule rule, Duration length) {
        @Override
        public String toString() {
            return world;
        }
    }

    static List<Shipped> shipped() {
        return List.of(
                new Shipped("moderated-community", "1001:test", ShippedBots::moderate, Duration.ofMinutes(90)),
                new Shipped("support-bot", "2001:test", ShippedBots::answer, Duration.ofHours(6)),
                new Shipped("news-channels", "3001:test", ShippedBots::count, Duration.ofMinutes(60)));
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("shipped")
    void shippedWorldWithItsBotGivesTheSameLog(Shipped shipped) throws Exception {
        WorldFile.Read file = read(Path.of("examples/worlds", shipped.world + ".yaml"));
        List<Event> events;
        List<String> transcript;
        try (Simulation simulation = simulation(file);
                TranscribingBot bot = new TranscribingBot(
                        simulation.sandbox().bots(),
                        BotToken.parse(shipped.token).orElseThrow(),
                        shipped.rule)) {
            assertThat(simulation.awaitBots(RunningService.PATIENCE)).isEmpty();
            simulation.live(shipped.length);
            events = simulation.events().toList();
            transcript = bot.transcript();
        }

        assertThat(transcript).anyMatch(line -> line.startsWith("call "));
        new GoldenFile(shipped.world + ".ndjson.gz")
                .check(events.stream().map(GoldenLogsTest::exported).toList());
        new GoldenFile(shipped.world + ".rows.gz").check(rows(file.world().seed(), events));
        new GoldenFile(shipped.world + ".bot.gz").check(transcript);
    }

    @Test
    void tortureGivesTheSameTraces() {
        new GoldenFile("torture.sha256")
                .check(LongStream.rangeClosed(1, SEEDS)
                        .mapToObj(seed -> seed + " " + sha256(TrialTraces.of(seed)))
                        .toList());
    }

    /** One seed at the sandbox, one at a gateway. */
    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void tortureGivesTheSameTraceLineByLine(long seed) {
        new GoldenFile("torture-" + seed + ".trace.gz").check(TrialTraces.of(seed));
    }

    /** Delays begin after the end: they are real time, which stands still here, and no event depends on them. */
    private static WorldFile.Read read(Path file) throws IOException {
        String text = Files.readString(file).replace("delay: 2s", "delay: 2s, from: 100h");
        return (WorldFile.Read) WorldFiles.parse(text, CorpusSource.beside(file));
    }

    private static Simulation simulation(WorldFile.Read file) {
        ResourcePools builtIn = ResourcePools.builtIn();
        List<Pool> pools = file.world().pools().stream()
                .map(name -> builtIn.find(name).orElseThrow())
                .toList();
        return new Simulation(
                file.world(),
                pools,
                file.corporaByGroup(),
                InstantSource.fixed(REAL_TIME),
                Duration.ZERO,
                real -> spin());
    }

    private static void spin() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Thread.onSpinWait();
    }

    private static String exported(Event event) {
        return new String(TlJson.write(event.shown()), StandardCharsets.UTF_8);
    }

    /** What the log's database contains of them. */
    private List<String> rows(long seed, List<Event> events) throws SQLException {
        try (SqliteEventLog log = SqliteEventLog.open(folder, seed, () -> seed)) {
            events.forEach(log::append);
            log.commit();
            assertThat(log.events(0, events.size())).isEqualTo(events);
        }
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("sandbox.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + COLUMNS + " FROM event ORDER BY seq")) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    values.add(String.valueOf(row.getString(column)));
                }
                rows.add(String.join("\t", values));
            }
        }
        return rows;
    }

    private static String sha256(List<String> lines) {
        try {
            byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
