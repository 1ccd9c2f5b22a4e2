package dev.heatup.settings;

import dev.heatup.pace.Pacing;
import dev.heatup.plan.PlanRules;
import dev.heatup.sandbox.spec.LocalMoment;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set, checked. Immutable, and safe to print: secrets never show.
 *
 * @param pacing the default pacing whenever a gateway is set
 */
public record Settings(
        Claude claude,
        Network network,
        Storage storage,
        Listening listening,
        BotApi botApi,
        Pacing pacing,
        PlanRules rules,
        Slots slots,
        LogLevel logLevel) {

    /** World time never runs slower than this share of real time, nor faster than {@link #MAX_SPEED} times. */
    public static final double MIN_SPEED = 0.1;

    public static final double MAX_SPEED = 1000;

    /**
     * The language model that plans.
     *
     * @param apiKey null when visits are planned offline
     * @param baseUrl null for Anthropic's own
     */
    public record Claude(@Nullable Secret apiKey, @Nullable URI baseUrl, String model) {

        @Override
        public String toString() {
            return "Claude[apiKey=" + (apiKey == null ? "none" : apiKey) + ", baseUrl="
                    + (baseUrl == null ? "none" : PrintableText.of(baseUrl)) + ", model=" + model + "]";
        }
    }

    /**
     * The network under test.
     *
     * @param gateway null for the sandbox in process
     * @param speed world seconds per real second; 1 with a gateway
     * @param seed of the sandbox; null for a random one
     * @param world the file that describes the sandbox's world, absolute; null for the default one, or the one it has
     * @param begins when a new world is to begin; null when nobody said so
     */
    public record Network(
            @Nullable URI gateway,
            double speed,
            @Nullable Long seed,
            @Nullable Path world,
            @Nullable LocalMoment begins) {

        /** As settings have it, which begin nothing. */
        public Network(@Nullable URI gateway, double speed, @Nullable Long seed, @Nullable Path world) {
            this(gateway, speed, seed, world, null);
        }

        public boolean isSandbox() {
            return gateway == null;
        }

        @Override
        public String toString() {
            return "Network[gateway=" + (gateway == null ? "sandbox" : PrintableText.of(gateway)) + ", speed=" + speed
                    + ", seed=" + seed + ", world=" + world + ", begins=" + begins + "]";
        }
    }

    /**
     * @param data folder of the SQLite files; absolute
     * @param database null for SQLite
     * @param keep for how long ended runs are kept; null for ever
     */
    public record Storage(
            Path data,
            @Nullable DatabaseSettings database,
            @Nullable Duration keep) {}

    /**
     * Where the service answers.
     *
     * @param address on loopback
     * @param port 0 for any free one
     */
    public record Listening(InetAddress address, int port) {

        public URI url() {
            String host = address.getHostAddress();
            return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
        }
    }

    /**
     * Where the sandbox answers bots.
     *
     * @param address beyond loopback too, since nothing but bots is served there
     * @param port 0 for any free one
     * @param hosts by which bots may call besides this machine's own, in lower case
     * @param webhookHosts hosts besides this machine that webhooks may have, in lower case
     */
    public record BotApi(InetAddress address, int port, Set<String> hosts, Set<String> webhookHosts) {
        public BotApi {
            hosts = Set.copyOf(hosts);
            webhookHosts = Set.copyOf(webhookHosts);
        }
    }

    /**
     * How much a node does at once.
     *
     * @param steps steps being performed
     * @param plans visits being planned
     */
    public record Slots(int steps, int plans) {}

    /** The same, with a world that is new and begins then. */
    public Settings beginning(LocalMoment at) {
        return new Settings(
                claude,
                new Network(network.gateway, network.speed, network.seed, network.world, at),
                storage,
                listening,
                botApi,
                pacing,
                rules,
                slots,
                logLevel);
    }

    /**
     * Reads the environment over {@code .env} in {@code directory}, against which relative paths are resolved too. An
     * empty value means the default.
     *
     * @throws InvalidSettings with all that is wrong
     */
    public static Settings load(Map<String, String> environment, Path directory) {
        return SettingsLoader.load(Map.of(), environment, directory);
    }

    /**
     * As {@link #load} does.
     *
     * @param port the default of {@code PORT}, in place of the service's own
     */
    public static Settings loadWithPort(int port, Map<String, String> environment, Path directory) {
        return SettingsLoader.load(Map.of(Setting.PORT, Integer.toString(port)), environment, directory);
    }
}
