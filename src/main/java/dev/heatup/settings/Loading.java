package dev.heatup.settings;

import static dev.heatup.settings.Setting.*;

import dev.heatup.gateway.GatewayAddress;
import dev.heatup.pace.Pacing;
import dev.heatup.plan.PlanRules;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One load of the settings: every part is judged, and only then are the problems thrown. */
final class Loading {

    private static final int LONGEST_PAUSE_SECONDS = 3600;
    private static final int MOST_STEP_SLOTS = 4096;
    private static final int MOST_PLAN_SLOTS = 64;
    private static final int MOST_KEEP_DAYS = 36_500;

    private final List<Problem> problems = new ArrayList<>();
    private final Values values;
    private final Path directory;

    private Loading(Map<Setting, String> defaults, Path directory) {
        this.values = new Values(problems, defaults);
        this.directory = directory;
    }

    static Settings load(Map<Setting, String> defaults, Map<String, String> environment, Path directory) {
        Loading loading = new Loading(defaults, directory.toAbsolutePath().normalize());
        loading.values.take(DotEnv.read(directory.resolve(".env"), loading.problems));
        loading.values.take(environment);
        Settings settings = loading.settings();
        if (!loading.problems.isEmpty()) {
            throw new InvalidSettings(loading.problems);
        }
        return settings;
    }

    private Settings settings() {
        return new Settings(
                claude(),
                network(),
                new Settings.Storage(data(), database(), keep()),
                new Settings.Listening(bind(), values.integer(PORT, 0, 65535)),
                botApi(),
                pacing(),
                rules(),
                new Settings.Slots(
                        values.integer(HEATUP_STEP_SLOTS, 1, MOST_STEP_SLOTS),
                        values.integer(HEATUP_PLAN_SLOTS, 1, MOST_PLAN_SLOTS)),
                logLevel());
    }

    private Settings.Claude claude() {
        String model = values.text(HEATUP_MODEL);
        if (!model.matches("[A-Za-z0-9][A-Za-z0-9._:@/-]{0,127}")) {
            values.problem(HEATUP_MODEL, "the name of a model, such as " + HEATUP_MODEL.byDefault());
        }
        return new Settings.Claude(apiKey(), values.address(ANTHROPIC_BASE_URL), model);
    }

    private @Nullable Secret apiKey() {
        if (!values.isSet(ANTHROPIC_API_KEY)) {
            return null;
        }
        String key = values.text(ANTHROPIC_API_KEY);
        // It becomes a header; a broken one would otherwise turn up in an exception's message.
        if (!key.matches("[\\x21-\\x7e]{1,512}")) {
            values.hiddenProblem(ANTHROPIC_API_KEY, "must be printable ASCII without spaces; copy the key again");
        }
        return new Secret(key);
    }

    private Settings.Network network() {
        URI gateway = gateway();
        double speed = values.number(HEATUP_SPEED, Settings.LEAST_SPEED, Settings.MOST_SPEED);
        if (values.isSet(TELEGRAM_API_BASE_URL) && speed != 1) {
            values.problem(HEATUP_SPEED, "1 when TELEGRAM_API_BASE_URL is set (only the sandbox may run faster)");
        }
        return new Settings.Network(gateway, speed, values.wholeNumber(HEATUP_SEED), world());
    }

    private @Nullable Path world() {
        if (!values.isSet(HEATUP_WORLD)) {
            return null;
        }
        if (values.isSet(TELEGRAM_API_BASE_URL)) {
            values.hiddenProblem(
                    HEATUP_WORLD,
                    "can't be set together with TELEGRAM_API_BASE_URL: it describes the sandbox, and a gateway has a"
                            + " network of its own");
        }
        if (values.isSet(HEATUP_SEED)) {
            values.hiddenProblem(HEATUP_SEED, "can't be set together with HEATUP_WORLD: the world's file has the seed");
        }
        try {
            return directory.resolve(values.text(HEATUP_WORLD)).normalize();
        } catch (InvalidPathException e) {
            values.problem(HEATUP_WORLD, "the path of a file");
            return null;
        }
    }

    /** The one place where a gateway's address is judged before anything is started. */
    private @Nullable URI gateway() {
        URI address = values.address(TELEGRAM_API_BASE_URL);
        if (address != null) {
            GatewayAddress.refusal(address).ifPresent(why -> values.hiddenProblem(TELEGRAM_API_BASE_URL, why));
        }
        return address;
    }

    private Path data() {
        try {
            return directory.resolve(values.text(HEATUP_DATA)).normalize();
        } catch (InvalidPathException e) {
            values.problem(HEATUP_DATA, "the path of a folder");
            return directory.resolve(HEATUP_DATA.byDefault());
        }
    }

    private @Nullable Database database() {
        if (!values.isSet(DATABASE_URL)) {
            return null;
        }
        Database database = Database.parse(values.text(DATABASE_URL)).orElse(null);
        if (database == null) {
            values.hiddenProblem(
                    DATABASE_URL,
                    "must be postgres://user:password@host:5432/name or jdbc:postgresql://host:5432/name"
                            + " (empty for SQLite), with special characters percent-encoded");
        }
        return database;
    }

    private @Nullable Duration keep() {
        return values.isSet(HEATUP_KEEP_DAYS)
                ? Duration.ofDays(values.integer(HEATUP_KEEP_DAYS, 1, MOST_KEEP_DAYS))
                : null;
    }

    private InetAddress bind() {
        String text = values.text(HEATUP_BIND);
        InetAddress loopback = InetAddress.ofLiteral(HEATUP_BIND.byDefault());
        if (text.equalsIgnoreCase("localhost")) {
            return loopback;
        }
        try {
            InetAddress address = InetAddress.ofLiteral(text);
            if (address.isLoopbackAddress()) {
                return address;
            }
            values.hiddenProblem(
                    HEATUP_BIND,
                    "another address than 127.0.0.1 or ::1 needs access keys, which this version does not have yet");
        } catch (IllegalArgumentException e) {
            values.problem(HEATUP_BIND, "a loopback address: 127.0.0.1, ::1 or localhost");
        }
        return loopback;
    }

    private Settings.BotApi botApi() {
        return new Settings.BotApi(
                botApiAddress(),
                values.integer(HEATUP_BOT_API_PORT, 0, 65535),
                hosts(HEATUP_BOT_API_HOSTS),
                hosts(HEATUP_WEBHOOK_HOSTS));
    }

    private InetAddress botApiAddress() {
        String text = values.text(HEATUP_BOT_API_BIND);
        try {
            return InetAddress.ofLiteral(text.equalsIgnoreCase("localhost") ? HEATUP_BIND.byDefault() : text);
        } catch (IllegalArgumentException e) {
            values.problem(HEATUP_BOT_API_BIND, "an IP address of this machine: 127.0.0.1, ::1, or 0.0.0.0 for all");
            return InetAddress.ofLiteral(HEATUP_BIND.byDefault());
        }
    }

    private Set<String> hosts(Setting setting) {
        if (!values.isSet(setting)) {
            return Set.of();
        }
        List<String> hosts = Arrays.stream(values.text(setting).split(","))
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (!hosts.stream().allMatch(host -> host.matches("[a-z0-9.:-]{1,253}"))) {
            values.problem(setting, "host names or IP addresses with commas between them");
            return Set.of();
        }
        return Set.copyOf(hosts);
    }

    private Pacing pacing() {
        if (values.isSet(TELEGRAM_API_BASE_URL)) {
            for (Setting setting :
                    List.of(HEATUP_PAUSE_MIN, HEATUP_PAUSE_MAX, HEATUP_PAUSE_LONG_MAX, HEATUP_PAUSE_LONG_SHARE)) {
                if (values.isSet(setting)) {
                    values.hiddenProblem(
                            setting,
                            "can't be set together with TELEGRAM_API_BASE_URL: a gateway gets the default pacing");
                }
            }
            return Pacing.DEFAULT;
        }
        Duration from = values.seconds(HEATUP_PAUSE_MIN, 0, LONGEST_PAUSE_SECONDS);
        Duration to = values.seconds(HEATUP_PAUSE_MAX, 0, LONGEST_PAUSE_SECONDS);
        Duration longTo = values.seconds(HEATUP_PAUSE_LONG_MAX, 0, LONGEST_PAUSE_SECONDS);
        double share = values.number(HEATUP_PAUSE_LONG_SHARE, 0, 1);
        if (to.compareTo(from) < 0 || longTo.compareTo(to) < 0) {
            values.hiddenProblem(
                    HEATUP_PAUSE_MAX,
                    "pauses must grow: HEATUP_PAUSE_MIN (" + seconds(from) + ") to HEATUP_PAUSE_MAX (" + seconds(to)
                            + ") to HEATUP_PAUSE_LONG_MAX (" + seconds(longTo) + ")");
            return Pacing.DEFAULT;
        }
        return new Pacing(from, to, longTo, share);
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }

    private PlanRules rules() {
        int min = values.integer(HEATUP_MIN_ACTIONS, 1, PlanRules.MOST_ACTIONS);
        int max = values.integer(HEATUP_MAX_ACTIONS, 1, PlanRules.MOST_ACTIONS);
        if (max < min) {
            values.problem(HEATUP_MAX_ACTIONS, "at least HEATUP_MIN_ACTIONS, which is " + min);
            return PlanRules.DEFAULT;
        }
        return new PlanRules(min, max);
    }

    private LogLevel logLevel() {
        String text = values.text(LOG_LEVEL).toUpperCase(Locale.ROOT);
        return Arrays.stream(LogLevel.values())
                .filter(level -> level.name().equals(text))
                .findFirst()
                .orElseGet(() -> {
                    values.problem(LOG_LEVEL, "one of TRACE, DEBUG, INFO, WARN and ERROR");
                    return LogLevel.INFO;
                });
    }
}
