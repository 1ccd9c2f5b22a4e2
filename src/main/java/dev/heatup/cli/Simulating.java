package dev.heatup.cli;

import dev.heatup.channel.Pool;
import dev.heatup.channel.Username;
import dev.heatup.gateway.json.TlJson;
import dev.heatup.sandbox.botapi.BotNetworks;
import dev.heatup.sandbox.botapi.web.BotApiPort;
import dev.heatup.sandbox.botapi.web.BotApiSettings;
import dev.heatup.sandbox.corpus.Corpus;
import dev.heatup.sandbox.spec.Durations;
import dev.heatup.sandbox.spec.WorldSpec;
import dev.heatup.sandbox.world.Event;
import dev.heatup.settings.Settings;
import dev.heatup.simulate.Assertion;
import dev.heatup.simulate.Metric;
import dev.heatup.simulate.Simulation;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One simulation, from the first bot that connects to the exit code. */
final class Simulating {

    /** Of world time; after each it is told how far the world has come. */
    private static final Duration STRIDE = Duration.ofMinutes(1);

    private final Order order;
    private final Surroundings surroundings;

    /**
     * @param lives in world time
     * @param waits for bots to connect, in real time
     * @param grace after a bot's last call, in real time
     */
    record Times(Duration lives, Duration waits, Duration grace) {}

    record Outputs(Optional<Path> log, Optional<Path> junit) {}

    /** @param replay the command that gives the same again */
    record Order(
            WorldSpec world,
            List<Pool> pools,
            Map<Username, Corpus> corpora,
            Times times,
            Settings.BotApi botApi,
            List<Assertion> assertions,
            Outputs outputs,
            boolean json,
            String replay) {}

    Simulating(Order order, Surroundings surroundings) {
        this.order = order;
        this.surroundings = surroundings;
    }

    int call() throws InterruptedException {
        Settings.BotApi at = order.botApi();
        try (Simulation simulation = new Simulation(
                        order.world(),
                        order.pools(),
                        order.corpora(),
                        InstantSource.system(),
                        order.times().grace(),
                        surroundings.ticker()::pause);
                BotApiPort port = BotApiPort.open(
                        new BotApiSettings(at.address(), at.port(), at.hosts(), at.webhookHosts()),
                        BotNetworks.of(simulation.sandbox().bots()))) {
            surroundings
                    .err()
                    .println("Bots are answered at " + new Settings.Listening(at.address(), port.port()).url());
            return conclude(simulation, live(simulation));
        } catch (BindException e) {
            surroundings
                    .err()
                    .println("Port " + at.port() + " for bots is taken. Name another one with --bot-api-port; 0 takes"
                            + " any free one.");
            return ExitCode.USAGE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SimulationResult live(Simulation simulation) throws InterruptedException {
        Set<String> missing = await(simulation);
        ProgressLine progress = new ProgressLine(surroundings);
        Duration lives = order.times().lives();
        Duration lived = Duration.ZERO;
        Simulation.Outcome outcome = simulation.live(Duration.ZERO);
        while (lived.compareTo(lives) < 0) {
            Duration left = lives.minus(lived);
            Duration stride = left.compareTo(STRIDE) < 0 ? left : STRIDE;
            outcome = simulation.live(stride);
            lived = lived.plus(stride);
            Simulation.Outcome now = outcome;
            progress.show(() -> Durations.written(now.simulated()) + " of " + Durations.written(lives)
                    + " of world time, " + now.visits() + " visits, " + now.events() + " events");
        }
        progress.clear();
        Map<Metric, Double> measures = simulation.measures();
        return new SimulationResult(
                order.world(),
                outcome,
                measures,
                order.assertions().stream()
                        .map(assertion -> assertion.on(measures))
                        .toList(),
                missing,
                order.replay());
    }

    /** Whoever watches learns why nothing happens yet. */
    private Set<String> await(Simulation simulation) throws InterruptedException {
        String time = Durations.written(order.times().waits());
        Set<String> expected = simulation.missingBots();
        if (!expected.isEmpty()) {
            surroundings.err().println("Waiting up to " + time + " for these bots: " + String.join(", ", expected));
        }
        Set<String> missing = simulation.awaitBots(order.times().waits());
        if (!missing.isEmpty()) {
            surroundings
                    .err()
                    .println("These bots did not connect within " + time + ", it goes on without them: "
                            + String.join(", ", missing));
        }
        return missing;
    }

    private int conclude(Simulation simulation, SimulationResult result) throws IOException {
        if (order.outputs().log().isPresent()) {
            writeLog(simulation, order.outputs().log().get());
        }
        if (order.outputs().junit().isPresent()) {
            Files.writeString(order.outputs().junit().get(), result.junit());
        }
        if (order.json()) {
            surroundings.out().println(new String(TlJson.write(result.json()), StandardCharsets.UTF_8));
        } else {
            result.lines().forEach(surroundings.out()::println);
        }
        return result.holds() ? ExitCode.OK : ExitCode.TROUBLE;
    }

    private static void writeLog(Simulation simulation, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            Iterator<Event> events = simulation.events().iterator();
            while (events.hasNext()) {
                out.write(TlJson.write(events.next().shown()));
                out.write('\n');
            }
        }
    }
}
