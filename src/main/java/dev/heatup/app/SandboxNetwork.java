package dev.heatup.app;

import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.cli.Launcher;
import dev.heatup.crowd.Crowd;
import dev.heatup.crowd.PopulatedWorldFactory;
import dev.heatup.crowd.Residents;
import dev.heatup.crowd.WorldDirectory;
import dev.heatup.dialogue.MessageWriter;
import dev.heatup.dialogue.MoveProvider;
import dev.heatup.dialogue.claude.ClaudeWriter;
import dev.heatup.dialogue.offline.OfflineWriter;
import dev.heatup.llm.BoundedLanguageModel;
import dev.heatup.llm.LanguageModel;
import dev.heatup.llm.anthropic.AnthropicModel;
import dev.heatup.plan.PlanRules;
import dev.heatup.planner.PlanProvider;
import dev.heatup.planner.Planner;
import dev.heatup.planner.claude.ClaudePlanner;
import dev.heatup.planner.offline.OfflinePlanner;
import dev.heatup.run.RunRequest;
import dev.heatup.run.StrategyVisits;
import dev.heatup.run.Visits;
import dev.heatup.run.Warmups;
import dev.heatup.sandbox.InProcessGateway;
import dev.heatup.sandbox.botapi.web.BotApiPort;
import dev.heatup.sandbox.botapi.web.BotApiSettings;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.worlds.OpenWorlds;
import dev.heatup.session.Sessions;
import dev.heatup.settings.Secret;
import dev.heatup.settings.Settings;
import dev.heatup.sqlite.StoreException;
import dev.heatup.strategy.Strategy;
import dev.heatup.telegram.Gateway;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The sandbox in this process: its worlds and their bots, its people, and who plans and writes for them. */
final class SandboxNetwork implements TestNetwork {

    private final Settings settings;
    private final OpenWorlds worlds;
    private final BotApiPort botApi;
    private final WorldDirectory worldDirectory;
    private final Sessions sessions;
    private final StrategyVisits visits;

    /**
     * @param description of the main world, null for the default one, or the one that it has
     * @param open takes what has to be closed, at once
     */
    SandboxNetwork(
            Settings settings,
            Pools pools,
            Sessions stored,
            WorldFile.@Nullable Read description,
            RandomGenerator random,
            ResourceStack open) {
        this.settings = settings;
        this.worlds = open.opened(worlds(settings, pools, description, random));
        this.botApi = open.opened(botApi(settings, worlds));
        this.worldDirectory = new WorldDirectory(
                pools, () -> worlds.main().world().spec(), () -> worlds.main().botsThere());
        this.sessions = worldDirectory.knowing(stored);
        Strategy strategy = strategy(settings, open);
        this.visits = new StrategyVisits(
                Map.of(strategy.name(), strategy), worldDirectory, sessions, settings.rules(), worldDirectory::persona);
    }

    private static OpenWorlds worlds(
            Settings settings, Pools pools, WorldFile.@Nullable Read description, RandomGenerator random) {
        List<Pool> all = pools.names().stream()
                .flatMap(name -> pools.find(name).stream())
                .toList();
        return OpenWorlds.open(
                new OpenWorlds.Dependencies(
                        settings.storage().data(),
                        settings.network().speed(),
                        random::nextLong,
                        all,
                        InstantSource.system(),
                        new PopulatedWorldFactory()),
                settings.network().seed(),
                description);
    }

    private static BotApiPort botApi(Settings settings, OpenWorlds worlds) {
        Settings.BotApi place = settings.botApi();
        try {
            BotApiPort port = BotApiPort.open(
                    new BotApiSettings(place.address(), place.port(), place.hosts(), place.webhookHosts()), worlds);
            port.addOwnPort(settings.listening().port());
            return port;
        } catch (IOException e) {
            throw new StoreException(
                    "port " + place.port() + " for bots can't be had; check HEATUP_BOT_API_PORT and"
                            + " HEATUP_BOT_API_BIND",
                    e);
        }
    }

    private static Strategy strategy(Settings settings, ResourceStack open) {
        LanguageModel model = model(settings, open);
        Planner planner = model == null ? new OfflinePlanner() : new ClaudePlanner(model);
        MessageWriter messageWriter = model == null ? new OfflineWriter() : new ClaudeWriter(model, System::nanoTime);
        return new Strategy(
                Strategy.DEFAULT,
                new PlanProvider(planner, new OfflinePlanner(), System::nanoTime),
                new MoveProvider(messageWriter, new OfflineWriter()),
                settings.pacing());
    }

    /** Null without a key: then everything is planned and written offline. */
    private static @Nullable LanguageModel model(Settings settings, ResourceStack open) {
        Settings.Claude claude = settings.claude();
        Secret key = claude.apiKey();
        if (key == null) {
            return null;
        }
        AnthropicModel model =
                open.opened(new AnthropicModel(key.value(), claude.baseUrl(), claude.model(), System::nanoTime));
        return new BoundedLanguageModel(model, settings.slots().plans(), System::nanoTime);
    }

    OpenWorlds worlds() {
        return worlds;
    }

    /** Where bots are answered. */
    BotApiPort botApi() {
        return botApi;
    }

    /** Who lives in its described world; empty when nobody does. */
    Optional<Launcher.People> people() {
        return worlds.main()
                .world()
                .spec()
                .filter(spec -> spec.population().size() > 0)
                .map(spec -> {
                    Instant now = worlds.main().worldTime().join();
                    return new Launcher.People(spec.name(), spec.population(), now, new Residents(spec).nextVisit(now));
                });
    }

    /** The people of the world, as soon as it is started. */
    Crowd crowd(Warmups warmups) {
        return new Crowd(
                worldDirectory::residents,
                warmups,
                () -> worlds.main().worldTime().join(),
                settings.network().speed(),
                Thread::sleep);
    }

    @Override
    public Gateway gateway() {
        return new InProcessGateway(worlds.main());
    }

    @Override
    public Pools pools() {
        return worldDirectory;
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }

    @Override
    public Visits visits() {
        return visits;
    }

    @Override
    public PlanRules rules() {
        return settings.rules();
    }

    @Override
    public Set<String> strategies() {
        return visits.strategies();
    }

    @Override
    public String persona(RunRequest runRequest) {
        return visits.persona(runRequest).name();
    }

    @Override
    public double speed() {
        return settings.network().speed();
    }

    @Override
    public String planner() {
        return settings.claude().apiKey() == null
                ? "offline"
                : "claude (" + settings.claude().model() + ")";
    }
}
