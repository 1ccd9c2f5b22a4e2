package dev.heatup.sandbox.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.crowd.PopulatedWorldFactory;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.SettableTime;
import dev.heatup.sandbox.SteppedClock;
import dev.heatup.sandbox.TestWorlds;
import dev.heatup.sandbox.WorldContent;
import dev.heatup.sandbox.botapi.web.BotApiPort;
import dev.heatup.sandbox.botapi.web.BotApiSettings;
import dev.heatup.sandbox.bots.BotMethods;
import dev.heatup.sandbox.jdbc.SqliteEventLog;
import dev.heatup.sandbox.spec.yaml.CorpusSource;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.spec.yaml.WorldFiles;
import dev.heatup.sandbox.web.SandboxServer;
import dev.heatup.sandbox.web.SandboxSettings;
import dev.heatup.sandbox.world.World;
import dev.heatup.sandbox.worlds.OpenWorlds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Whatever anybody calls, the worlds live, tell nothing but what the Bot API declares, and are the same after a restart.
 * {@code -Dheatup.fuzz.seed=…} and {@code -Dheatup.fuzz.calls=…} try others.
 */
class FuzzTest {

    private static final String WORLD = "busy";

    private static final long SEED = Long.getLong("heatup.fuzz.seed", 20_261);
    private static final int CALLS = Integer.getInteger("heatup.fuzz.calls", 20_000);

    private final SettableTime time = new SettableTime(TestWorlds.NOW);

    @TempDir
    Path folder;

    @Test
    void whateverIsCalledTheWorldsLive() throws IOException {
        List<Stood> stood;
        CallCounts callCounts;
        try (ConfigurableApplicationContext server = server()) {
            OpenWorlds worlds = server.getBean(OpenWorlds.class);
            worlds.make(WORLD, world());
            callCounts = fuzz(server);
            assertThat(worlds.closed()).isEmpty();
            stood = List.of(
                    Stood.of(folder, worlds.main()),
                    Stood.of(
                            folder.resolve("worlds").resolve(WORLD),
                            worlds.find(WORLD).orElseThrow()));
        }
        System.out.println(callCounts);

        forgetStoredStates();
        for (Stood world : stood) {
            assertThat(world.replayed(time).differencesFrom(world.content())).isEmpty();
        }
        assertThat(callCounts.calls()).isGreaterThanOrEqualTo(CALLS);
        assertThat(callCounts.shareOfBots()).isGreaterThan(0.3);
        assertThat(callCounts.shareOfPeople()).isGreaterThan(0.3);
        assertThat(callCounts.shareOfControl()).isGreaterThan(0.3);
        assertThat(callCounts.withoutSuccess()).as(callCounts.details()).isEmpty();
    }

    /** A world as it was when it was closed. */
    private record Stood(Path folder, World world, Instant latest, WorldContent content) {

        static Stood of(Path folder, Sandbox sandbox) {
            // What was due has happened once bots are no longer waited for.
            sandbox.tick().join();
            sandbox.tick().join();
            WorldContent content = WorldContent.of(sandbox);
            Instant latest = sandbox.control()
                    .look(worldView -> worldView.state().latest())
                    .join();
            return new Stood(folder, sandbox.world(), latest, content);
        }

        /** What the log alone says, in a time that stands still. */
        WorldContent replayed(InstantSource real) {
            try (Sandbox again = Sandbox.simulated(
                    SqliteEventLog.open(folder, null, () -> 0),
                    world,
                    List.of(),
                    real,
                    Duration.ZERO,
                    new SteppedClock(latest))) {
                return WorldContent.of(again);
            }
        }
    }

    private CallCounts fuzz(ConfigurableApplicationContext server) throws IOException {
        URI control = URI.create("http://127.0.0.1:" + server.getEnvironment().getProperty("local.server.port"));
        URI bots = URI.create(
                "http://127.0.0.1:" + server.getBean(BotApiPort.class).port());
        Set<String> methods = new TreeSet<>(BotMethods.names());
        methods.addAll(List.of("getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo"));
        try (Fuzz fuzz = new Fuzz(new Fuzz.Target(control, bots, List.of(WORLD), time::advance), methods, SEED)) {
            return fuzz.run(CALLS);
        } catch (AssertionError e) {
            throw new AssertionError("seed " + SEED + ", " + e.getMessage(), e);
        }
    }

    private ConfigurableApplicationContext server() {
        return SandboxServer.start(new SandboxSettings(
                "127.0.0.1",
                0,
                new BotApiSettings(InetAddress.getLoopbackAddress(), 0, Set.of()),
                folder,
                1,
                TestWorlds.SEED,
                () -> 0,
                List.of(TestWorlds.POOL),
                time,
                new PopulatedWorldFactory(),
                Optional.empty()));
    }

    /** So that the log alone says what there is. */
    private void forgetStoredStates() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("sandbox.state."))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    private static WorldFile.Read world() {
        try (InputStream yaml = Objects.requireNonNull(FuzzTest.class.getResourceAsStream("fuzzed.yaml"))) {
            return switch (WorldFiles.parse(
                    new String(yaml.readAllBytes(), StandardCharsets.UTF_8), CorpusSource.none())) {
                case WorldFile.Read read -> read;
                case WorldFile.Invalid(var problems) -> throw new AssertionError(problems);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
