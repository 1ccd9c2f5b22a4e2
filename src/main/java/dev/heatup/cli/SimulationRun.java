package dev.heatup.cli;

import dev.heatup.channel.Pool;
import dev.heatup.channel.Username;
import dev.heatup.cli.SimulationExtent.Stop;
import dev.heatup.sandbox.BotArrival;
import dev.heatup.sandbox.DeclaredBot;
import dev.heatup.sandbox.botapi.BotNetworks;
import dev.heatup.sandbox.botapi.web.BotApiPort;
import dev.heatup.sandbox.botapi.web.BotApiSettings;
import dev.heatup.sandbox.corpus.Corpus;
import dev.heatup.sandbox.spec.DurationFormat;
import dev.heatup.sandbox.spec.WorldSpec;
import dev.heatup.sandbox.world.Event;
import dev.heatup.settings.Settings;
import dev.heatup.simulate.Assertion;
import dev.heatup.simulate.BotVerdict;
import dev.heatup.simulate.Metric;
import dev.heatup.simulate.Simulation;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One simulation, from the first bot that connects to the exit code. */
final class SimulationRun {

    /** Of world time; after each it is told how far the world has come. */
    private static final Duration STRIDE = Duration.ofMinutes(1);

    private final Order order;
    private final CliEnvironment cliEnvironment;
    private final AtomicReference<@Nullable Stop> stopped = new AtomicReference<>();
    private volatile @Nullable Simulation living;

    /**
     * @param lives in world time
     * @param waits for bots to connect, and for those that went away to come back, in real time
     * @param grace after a bot's last call, in real time
     * @param limit of real time for all of it; null for none
     */
    record Times(
            Duration lives,
            Duration waits,
            Duration grace,
            @Nullable Duration limit) {}

    record Outputs(Optional<Path> log, Optional<Path> junit) {}

    /**
     * @param toleratesMissingBots whether bots that never came, or went away, are told and no more
     * @param replay the command that gives the same again
     */
    record Order(
            WorldSpec world,
            List<Pool> pools,
            Map<Username, Corpus> corpora,
            Times times,
            Settings.BotApi botApi,
            List<Assertion> assertions,
            boolean toleratesMissingBots,
            Outputs outputs,
            boolean json,
            String replay) {}

    SimulationRun(Order order, CliEnvironment cliEnvironment) {
        this.order = order;
        this.cliEnvironment = cliEnvironment;
    }

    int call() throws InterruptedException {
        Thread limit = Thread.ofVirtual().start(this::limit);
        try (StopSignals _ = StopSignals.hear(() -> stop(Stop.INTERRUPTED))) {
            int code = simulate();
            return stopped.get() == Stop.INTERRUPTED ? ExitCode.INTERRUPTED : code;
        } finally {
            limit.interrupt();
        }
    }

    private void limit() {
        Duration limit = order.times().limit();
        if (limit == null) {
            return;
        }
        try {
            Thread.sleep(limit);
            stop(Stop.TIME_LIMIT);
        } catch (InterruptedException _) {
            // It was done in time.
        }
    }

    /** From any thread; the first reason counts. */
    private void stop(Stop reason) {
        stopped.compareAndSet(null, reason);
        Simulation simulation = living;
        if (simulation != null) {
            simulation.stop();
        }
    }

    private int simulate() throws InterruptedException {
        Settings.BotApi at = order.botApi();
        try (Simulation simulation = begin();
                BotApiPort port = BotApiPort.open(
                        new BotApiSettings(at.address(), at.port(), at.hosts(), at.webhookHosts()),
                        BotNetworks.of(simulation.sandbox().bots()))) {
            cliEnvironment
                    .err()
                    .println("Bots are answered at " + new Settings.Listening(at.address(), port.port()).url());
            SimulationResult result = live(simulation);
            conclude(simulation, result);
            return result.holds() ? ExitCode.OK : ExitCode.TROUBLE;
        } catch (BindException e) {
            cliEnvironment
                    .err()
                    .println("Port " + at.port() + " for bots is taken. Name another one with --bot-api-port; 0 takes"
                            + " any free one.");
            return ExitCode.USAGE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Simulation begin() {
        Simulation simulation = new Simulation(
                order.world(),
                order.pools(),
                order.corpora(),
                InstantSource.system(),
                order.times().grace(),
                cliEnvironment.ticker()::pause);
        simulation.sandbox().onBotArrival(bot -> cliEnvironment.err().println(bot.sentence()));
        living = simulation;
        if (stopped.get() != null) {
            simulation.stop();
        }
        return simulation;
    }

    private SimulationResult live(Simulation simulation) throws InterruptedException {
        await(simulation);
        ProgressLine progress = new ProgressLine(cliEnvironment);
        Duration lives = order.times().lives();
        Duration lived = Duration.ZERO;
        Simulation.Outcome outcome = simulation.live(Duration.ZERO);
        while (lived.compareTo(lives) < 0 && stopped.get() == null) {
            Duration left = lives.minus(lived);
            Duration stride = left.compareTo(STRIDE) < 0 ? left : STRIDE;
            outcome = simulation.live(stride);
            lived = lived.plus(stride);
            Simulation.Outcome now = outcome;
            progress.show(() -> DurationFormat.written(now.simulated()) + " of " + DurationFormat.written(lives)
                    + " of world time, " + now.visits() + " visits, " + now.events() + " events");
        }
        progress.clear();
        List<BotVerdict> bots = verdicts(simulation);
        Map<Metric, Double> measures = simulation.measures(bots);
        return new SimulationResult(
                order.world(),
                outcome,
                new SimulationExtent(lives, outcome.simulated(), stopped.get()),
                measures,
                order.assertions().stream()
                        .map(assertion -> assertion.on(measures))
                        .toList(),
                bots,
                order.toleratesMissingBots(),
                order.replay());
    }

    /** Whoever watches learns why nothing happens yet. */
    private void await(Simulation simulation) throws InterruptedException {
        String time = DurationFormat.written(order.times().waits());
        List<DeclaredBot> expected = simulation.missingBots();
        if (!expected.isEmpty()) {
            cliEnvironment.err().println("Waiting up to " + time + " for these bots: " + BotArrival.listed(expected));
        }
        List<DeclaredBot> missing = simulation.awaitBots(order.times().waits());
        if (!missing.isEmpty() && stopped.get() == null) {
            cliEnvironment
                    .err()
                    .println("These bots did not connect within " + time + ", it goes on without them: "
                            + BotArrival.listed(missing));
        }
    }

    private List<BotVerdict> verdicts(Simulation simulation) throws InterruptedException {
        List<BotVerdict> bots = simulation.awaitVerdicts(order.times().waits());
        bots.stream()
                .filter(bot -> !bot.isHere())
                .forEach(bot -> cliEnvironment.err().println(bot.sentence()));
        return bots;
    }

    private void conclude(Simulation simulation, SimulationResult result) throws IOException {
        if (order.outputs().log().isPresent()) {
            AtomicFile.write(order.outputs().log().get(), out -> writeLog(simulation, result, out));
        }
        if (order.outputs().junit().isPresent()) {
            AtomicFile.write(
                    order.outputs().junit().get(),
                    out -> out.write(result.junit().getBytes(StandardCharsets.UTF_8)));
        }
        if (order.json()) {
            cliEnvironment.out().println(new String(TlJson.write(result.json()), StandardCharsets.UTF_8));
        } else {
            result.lines().forEach(cliEnvironment.out()::println);
        }
    }

    /** A log that ends early says so in its last line. */
    private static void writeLog(Simulation simulation, SimulationResult result, OutputStream out) throws IOException {
        Iterator<Event> events = simulation.events().iterator();
        while (events.hasNext()) {
            writeLine(out, events.next().shown());
        }
        if (result.extent().isPartial()) {
            writeLine(out, result.partial());
        }
    }

    private static void writeLine(OutputStream out, Tl line) throws IOException {
        out.write(TlJson.write(line));
        out.write('\n');
    }
}
