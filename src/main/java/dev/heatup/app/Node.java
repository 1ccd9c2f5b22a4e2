package dev.heatup.app;

import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.channel.json.ResourcePools;
import dev.heatup.cli.Launcher;
import dev.heatup.crowd.Crowd;
import dev.heatup.crowd.Inhabited;
import dev.heatup.crowd.Neighbourhood;
import dev.heatup.crowd.Residents;
import dev.heatup.dialogue.Writer;
import dev.heatup.dialogue.Writing;
import dev.heatup.dialogue.claude.ClaudeWriter;
import dev.heatup.dialogue.offline.OfflineWriter;
import dev.heatup.gateway.CircuitGateway;
import dev.heatup.gateway.CircuitLog;
import dev.heatup.gateway.Gateway;
import dev.heatup.gateway.GatewayAddress;
import dev.heatup.gateway.LatchedGateway;
import dev.heatup.gateway.LimitedGateway;
import dev.heatup.gateway.RetryingGateway;
import dev.heatup.gateway.http.HttpGateway;
import dev.heatup.llm.BoundedLanguageModel;
import dev.heatup.llm.LanguageModel;
import dev.heatup.llm.anthropic.AnthropicModel;
import dev.heatup.plan.PlanRules;
import dev.heatup.planner.Planner;
import dev.heatup.planner.Planning;
import dev.heatup.planner.claude.ClaudePlanner;
import dev.heatup.planner.offline.OfflinePlanner;
import dev.heatup.run.Engine;
import dev.heatup.run.PatientQueue;
import dev.heatup.run.Retention;
import dev.heatup.run.StrategyVisits;
import dev.heatup.run.Target;
import dev.heatup.run.TargetState;
import dev.heatup.run.Warmups;
import dev.heatup.run.jdbc.JdbcRuns;
import dev.heatup.run.jdbc.JdbcSessions;
import dev.heatup.run.jdbc.JdbcStepQueue;
import dev.heatup.run.jdbc.JdbcTargetState;
import dev.heatup.run.metrics.RunMetrics;
import dev.heatup.sandbox.InProcessGateway;
import dev.heatup.sandbox.botapi.web.BotApiPort;
import dev.heatup.sandbox.botapi.web.BotApiSettings;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.worlds.OpenWorlds;
import dev.heatup.session.Sessions;
import dev.heatup.settings.Secret;
import dev.heatup.settings.Settings;
import dev.heatup.store.Database;
import dev.heatup.store.DatabaseClock;
import dev.heatup.store.StoreException;
import dev.heatup.strategy.Strategy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The service without its web side: the parts that {@link Settings} ask for, put together, started and stopped. */
final class Node implements AutoCloseable {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final RandomGenerator random = new SecureRandom();
    private final Settings settings;
    private final WorldFile.@Nullable Read description;
    private @Nullable OpenWorlds worlds;
    private @Nullable BotApiPort botApi;
    private @Nullable Neighbourhood neighbourhood;
    private @Nullable Retention retention;
    private final Records records;
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
        this.description = WorldDescriptions.read(settings, Instant.now());
        boolean whole = false;
        try {
            this.records = Records.of(opened(database()));
            this.warmups = opened(assemble());
            whole = true;
        } finally {
            if (!whole) {
                close();
            }
        }
    }

    private Warmups assemble() {
        Pools builtIn = ResourcePools.builtIn();
        Database database = records.database();
        Target target = target();
        TargetState state = new JdbcTargetState(database, target, records.clock());
        Gateway gateway = gateway(builtIn, state);
        Neighbourhood pools = neighbourhood(builtIn);
        neighbourhood = pools;
        Sessions sessions = pools.knowing(new JdbcSessions(database));
        LanguageModel model = model();
        Planner planner = model == null ? new OfflinePlanner() : new ClaudePlanner(model);
        Writer writer = model == null ? new OfflineWriter() : new ClaudeWriter(model, System::nanoTime);
        Strategy strategy = new Strategy(
                Strategy.DEFAULT,
                new Planning(planner, new OfflinePlanner(), System::nanoTime),
                new Writing(writer, new OfflineWriter()),
                settings.pacing());
        StrategyVisits visits =
                new StrategyVisits(Map.of(strategy.name(), strategy), pools, sessions, rules(), pools::persona);
        return new Warmups(
                new Warmups.World(
                        records.runs(),
                        new PatientQueue(
                                new JdbcStepQueue(database, target),
                                records.clock(),
                                duration -> Thread.sleep(duration)),
                        sessions,
                        pools,
                        visits,
                        gateway,
                        target,
                        state,
                        records.clock(),
                        System::nanoTime,
                        random,
                        run -> visits.persona(run.order()).name()),
                new Warmups.Manner(
                        rules(),
                        visits.strategies(),
                        settings.network().speed(),
                        new Engine.Slots(
                                settings.slots().plans(), settings.slots().steps())));
    }

    private PlanRules rules() {
        return settings.network().isSandbox()
                ? settings.rules()
                : settings.rules().only(PlanRules.THROUGH_A_GATEWAY);
    }

    /** Opens everything; when a part fails, what is open by then is closed again. */
    static Node open(Settings settings) {
        return new Node(settings);
    }

    void start() {
        warmups.start();
        Duration keep = settings.storage().keep();
        if (keep != null) {
            retention = opened(new Retention(records.runs(), keep, records.clock(), Thread::sleep));
        }
        OpenWorlds inside = worlds;
        Neighbourhood people = neighbourhood;
        if (inside != null && people != null) {
            opened(new Crowd(
                    people::residents,
                    warmups,
                    () -> inside.main().worldTime().join(),
                    settings.network().speed(),
                    Thread::sleep));
        }
    }

    private Neighbourhood neighbourhood(Pools builtIn) {
        OpenWorlds inside = worlds;
        return inside == null
                ? new Neighbourhood(builtIn, Optional::empty, List::of)
                : new Neighbourhood(
                        builtIn,
                        () -> inside.main().world().spec(),
                        () -> inside.main().botsThere());
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
        return worlds;
    }

    /** Where bots are answered; null when a gateway is set. */
    @Nullable
    BotApiPort botApi() {
        return botApi;
    }

    /** Who lives in the described world of this process; empty when nobody does. */
    Optional<Launcher.People> people() {
        OpenWorlds inside = worlds;
        if (inside == null) {
            return Optional.empty();
        }
        return inside.main()
                .world()
                .spec()
                .filter(spec -> spec.population().size() > 0)
                .map(spec -> {
                    Instant now = inside.main().worldTime().join();
                    return new Launcher.People(spec.name(), spec.population(), now, new Residents(spec).nextVisit(now));
                });
    }

    /** Who plans, for people. */
    String planner() {
        return settings.claude().apiKey() == null
                ? "offline"
                : "claude (" + settings.claude().model() + ")";
    }

    private Database database() {
        dev.heatup.settings.Database database = settings.storage().database();
        if (database == null) {
            Path data = settings.storage().data();
            return Database.sqlite(data, settings.network().isSandbox() ? () -> OpenWorlds.check(data) : () -> {});
        }
        Secret password = database.password();
        return Database.postgresql(database.jdbcUrl(), database.user(), password == null ? null : password.value());
    }

    private Target target() {
        URI address = settings.network().gateway();
        return address == null ? Target.SANDBOX : Target.of(new GatewayAddress(address));
    }

    private Gateway gateway(Pools pools, TargetState state) {
        URI address = settings.network().gateway();
        if (address == null) {
            OpenWorlds inside = opened(worlds(pools));
            worlds = inside;
            botApi = opened(botApi(inside));
            return new InProcessGateway(inside.main());
        }
        Gateway patient = new RetryingGateway(
                new LatchedGateway(
                        HttpGateway.open(new GatewayAddress(address)),
                        () -> state.standing().latch() != null,
                        System::nanoTime),
                random,
                duration -> Thread.sleep(duration),
                System::nanoTime);
        return new LimitedGateway(new CircuitGateway(patient, System::nanoTime, new CircuitLog()));
    }

    private BotApiPort botApi(OpenWorlds inside) {
        Settings.BotApi place = settings.botApi();
        try {
            BotApiPort port = BotApiPort.open(
                    new BotApiSettings(place.address(), place.port(), place.hosts(), place.webhookHosts()), inside);
            port.addOwnPort(settings.listening().port());
            return port;
        } catch (IOException e) {
            throw new StoreException(
                    "port " + place.port() + " for bots can't be had; check HEATUP_BOT_API_PORT and"
                            + " HEATUP_BOT_API_BIND",
                    e);
        }
    }

    private OpenWorlds worlds(Pools pools) {
        List<Pool> all = pools.names().stream()
                .flatMap(name -> pools.find(name).stream())
                .toList();
        return OpenWorlds.open(
                new OpenWorlds.Surroundings(
                        settings.storage().data(),
                        settings.network().speed(),
                        random::nextLong,
                        all,
                        InstantSource.system(),
                        new Inhabited()),
                settings.network().seed(),
                description);
    }

    /** Null without a key: then everything is planned and written offline. */
    private @Nullable LanguageModel model() {
        Secret key = settings.claude().apiKey();
        if (key == null) {
            return null;
        }
        AnthropicModel model = opened(new AnthropicModel(
                key.value(), settings.claude().baseUrl(), settings.claude().model(), System::nanoTime));
        return new BoundedLanguageModel(model, settings.slots().plans(), System::nanoTime);
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    /** In the reverse order of opening. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the service did not close", e);
            }
        }
    }
}
