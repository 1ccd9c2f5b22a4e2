package dev.heatup.app;

import dev.heatup.channel.Pools;
import dev.heatup.channel.json.ResourcePools;
import dev.heatup.cli.Launcher;
import dev.heatup.gateway.GatewayAddress;
import dev.heatup.run.Engine;
import dev.heatup.run.Retention;
import dev.heatup.run.RetryingStepQueue;
import dev.heatup.run.Target;
import dev.heatup.run.TargetState;
import dev.heatup.run.Warmups;
import dev.heatup.run.jdbc.JdbcRuns;
import dev.heatup.run.jdbc.JdbcSessions;
import dev.heatup.run.jdbc.JdbcStepQueue;
import dev.heatup.run.jdbc.JdbcTargetState;
import dev.heatup.run.metrics.RunMetrics;
import dev.heatup.sandbox.botapi.web.BotApiPort;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.worlds.OpenWorlds;
import dev.heatup.session.Sessions;
import dev.heatup.settings.Secret;
import dev.heatup.settings.Settings;
import dev.heatup.store.Database;
import dev.heatup.store.DatabaseClock;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The service without its web side: the parts that {@link Settings} ask for, put together, started and stopped. */
final class Node implements AutoCloseable {

    private final ResourceStack open = new ResourceStack();
    private final RandomGenerator random = new SecureRandom();
    private final Settings settings;
    private @Nullable Retention retention;
    private final Records records;
    private final Target target;
    private final TargetState state;
    private final TestNetwork network;
    private final Warmups warmups;

    /** Where runs are kept. */
    private record Records(Database database, DatabaseClock clock, JdbcRuns runs) {
        static Records of(Database database) {
            return new Records(
                    database,
                    new DatabaseClock(() -> database.sampleTime(InstantSource.system()), System::nanoTime),
                    new JdbcRuns(database));
        }
    }

    private Node(Settings settings) {
        this.settings = settings;
        // Before anything is opened: a file with a mistake starts nothing.
        WorldFile.Read description = WorldDescriptions.read(settings, Instant.now());
        boolean whole = false;
        try {
            this.records = Records.of(open.opened(database()));
            this.target = target();
            this.state = new JdbcTargetState(records.database(), target, records.clock());
            this.network = network(description);
            this.warmups = open.opened(assemble());
            whole = true;
        } finally {
            if (!whole) {
                close();
            }
        }
    }

    private Target target() {
        URI address = settings.network().gateway();
        return address == null ? Target.SANDBOX : Target.of(new GatewayAddress(address));
    }

    /** The boundary's branch: what comes after it is one network's or the other's. */
    private TestNetwork network(WorldFile.@Nullable Read description) {
        Pools pools = ResourcePools.builtIn();
        Sessions sessions = new JdbcSessions(records.database());
        URI gateway = settings.network().gateway();
        return gateway == null
                ? new SandboxNetwork(settings, pools, sessions, description, random, open)
                : GatewayNetwork.at(gateway, state, pools, sessions, settings.rules(), random);
    }

    private Warmups assemble() {
        return new Warmups(
                new Warmups.Dependencies(
                        records.runs(),
                        new RetryingStepQueue(
                                new JdbcStepQueue(records.database(), target),
                                records.clock(),
                                duration -> Thread.sleep(duration)),
                        network.sessions(),
                        network.pools(),
                        network.visits(),
                        network.gateway(),
                        target,
                        state,
                        records.clock(),
                        System::nanoTime,
                        random,
                        run -> network.persona(run.order())),
                new Warmups.Options(
                        network.rules(),
                        network.strategies(),
                        network.speed(),
                        new Engine.Slots(
                                settings.slots().plans(), settings.slots().steps())));
    }

    /** Opens everything; when a part fails, what is open by then is closed again. */
    static Node open(Settings settings) {
        return new Node(settings);
    }

    void start() {
        warmups.start();
        Duration keep = settings.storage().keep();
        if (keep != null) {
            retention = open.opened(new Retention(records.runs(), keep, records.clock(), Thread::sleep));
        }
        if (network instanceof SandboxNetwork sandbox) {
            open.opened(sandbox.crowd(warmups));
        }
    }

    RunMetrics metrics() {
        return new RunMetrics(
                warmups, records.database(), () -> retention == null ? 0 : retention.deleted(), System::nanoTime);
    }

    Warmups warmups() {
        return warmups;
    }

    /** The sandbox's worlds in process, null when a gateway is set. */
    @Nullable
    OpenWorlds worlds() {
        return network instanceof SandboxNetwork sandbox ? sandbox.worlds() : null;
    }

    /** Where bots are answered; null when a gateway is set. */
    @Nullable
    BotApiPort botApi() {
        return network instanceof SandboxNetwork sandbox ? sandbox.botApi() : null;
    }

    /** Who lives in the described world of this process; empty when nobody does. */
    Optional<Launcher.People> people() {
        return network instanceof SandboxNetwork sandbox ? sandbox.people() : Optional.empty();
    }

    /** Who plans, for people. */
    String planner() {
        return network.planner();
    }

    private Database database() {
        dev.heatup.settings.DatabaseSettings databaseSettings =
                settings.storage().database();
        if (databaseSettings == null) {
            Path data = settings.storage().data();
            return Database.sqlite(data, settings.network().isSandbox() ? () -> OpenWorlds.check(data) : () -> {});
        }
        Secret password = databaseSettings.password();
        return Database.postgresql(
                databaseSettings.jdbcUrl(), databaseSettings.user(), password == null ? null : password.value());
    }

    /** In the reverse order of opening. */
    @Override
    public void close() {
        open.close();
    }
}
