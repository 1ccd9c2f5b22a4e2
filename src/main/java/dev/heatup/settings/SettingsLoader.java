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
final class SettingsLoader {

    private static final int MAX_PAUSE_SECONDS = 3600;
    private static final int MAX_STEP_SLOTS = 4096;
    private static final int MAX_PLAN_SLOTS = 64;
    private static final int MAX_KEEP_DAYS = 36_500;

    private final List<SettingProblem> problems = new ArrayList<>();
    private final SettingValues settingValues;
    private final Path directory;

    private SettingsLoader(Map<Setting, String> defaults, Path directory) {
        this.settingValues = new SettingValues(problems, defaults);
        this.directory = directory;
    }

    static Settings load(Map<Setting, String> defaults, Map<String, String> environment, Path directory) {
        SettingsLoader settingsLoader =
                new SettingsLoader(defaults, directory.toAbsolutePath().normalize());
        settingsLoader.settingValues.take(DotEnv.read(directory.resolve(".env"), settingsLoader.problems));
        settingsLoader.settingValues.take(environment);
        Settings settings = settingsLoader.settings();
        if (!settingsLoader.problems.isEmpty()) {
            throw new InvalidSettings(settingsLoader.problems);
        }
        return settings;
    }

    private Settings settings() {
        return new Settings(
                claude(),
                network(),
                new Settings.Storage(data(), database(), keep()),
                new Settings.Listening(bind(), settingValues.integer(PORT, 0, 65535)),
                botApi(),
                pacing(),
                rules(),
                new Settings.Slots(
                        settingValues.integer(HEATUP_STEP_SLOTS, 1, MAX_STEP_SLOTS),
                        settingValues.integer(HEATUP_PLAN_SLOTS, 1, MAX_PLAN_SLOTS)),
                logLevel());
    }

    private Settings.Claude claude() {
        String model = settingValues.text(HEATUP_MODEL);
        if (!model.matches("[A-Za-z0-9][A-Za-z0-9._:@/-]{0,127}")) {
            settingValues.problem(HEATUP_MODEL, "the name of a model, such as " + HEATUP_MODEL.byDefault());
        }
        return new Settings.Claude(apiKey(), settingValues.address(ANTHROPIC_BASE_URL), model);
    }

    private @Nullable Secret apiKey() {
        if (!settingValues.isSet(ANTHROPIC_API_KEY)) {
            return null;
        }
        String key = settingValues.text(ANTHROPIC_API_KEY);
        // It becomes a header; a broken one would otherwise turn up in an exception's message.
        if (!key.matches("[\\x21-\\x7e]{1,512}")) {
            settingValues.hiddenProblem(
                    ANTHROPIC_API_KEY, "must be printable ASCII without spaces; copy the key again");
        }
        return new Secret(key);
    }

    private Settings.Network network() {
        URI gateway = gateway();
        double speed = settingValues.number(HEATUP_SPEED, Settings.MIN_SPEED, Settings.MAX_SPEED);
        if (settingValues.isSet(TELEGRAM_API_BASE_URL) && speed != 1) {
            settingValues.problem(
                    HEATUP_SPEED, "1 when TELEGRAM_API_BASE_URL is set (only the sandbox may run faster)");
        }
        return new Settings.Network(gateway, speed, settingValues.wholeNumber(HEATUP_SEED), world());
    }

    private @Nullable Path world() {
        if (!settingValues.isSet(HEATUP_WORLD)) {
            return null;
        }
        if (settingValues.isSet(TELEGRAM_API_BASE_URL)) {
            settingValues.hiddenProblem(
                    HEATUP_WORLD,
                    "can't be set together with TELEGRAM_API_BASE_URL: it describes the sandbox, and a gateway has a"
                            + " network of its own");
        }
        if (settingValues.isSet(HEATUP_SEED)) {
            settingValues.hiddenProblem(
                    HEATUP_SEED, "can't be set together with HEATUP_WORLD: the world's file has the seed");
        }
        try {
            return directory.resolve(settingValues.text(HEATUP_WORLD)).normalize();
        } catch (InvalidPathException e) {
            settingValues.problem(HEATUP_WORLD, "the path of a file");
            return null;
        }
    }

    /** The one place where a gateway's address is judged before anything is started. */
    private @Nullable URI gateway() {
        URI address = settingValues.address(TELEGRAM_API_BASE_URL);
        if (address != null) {
            GatewayAddress.refusal(address).ifPresent(why -> settingValues.hiddenProblem(TELEGRAM_API_BASE_URL, why));
        }
        return address;
    }

    private Path data() {
        try {
            return directory.resolve(settingValues.text(HEATUP_DATA)).normalize();
        } catch (InvalidPathException e) {
            settingValues.problem(HEATUP_DATA, "the path of a folder");
            return directory.resolve(HEATUP_DATA.byDefault());
        }
    }

    private @Nullable DatabaseSettings database() {
        if (!settingValues.isSet(DATABASE_URL)) {
            return null;
        }
        DatabaseSettings databaseSettings =
                DatabaseSettings.parse(settingValues.text(DATABASE_URL)).orElse(null);
        if (databaseSettings == null) {
            settingValues.hiddenProblem(
                    DATABASE_URL,
                    "must be postgres://user:password@host:5432/name or jdbc:postgresql://host:5432/name"
                            + " (empty for SQLite), with special characters percent-encoded");
        }
        return databaseSettings;
    }

    private @Nullable Duration keep() {
        return settingValues.isSet(HEATUP_KEEP_DAYS)
                ? Duration.ofDays(settingValues.integer(HEATUP_KEEP_DAYS, 1, MAX_KEEP_DAYS))
                : null;
    }

    private InetAddress bind() {
        String text = settingValues.text(HEATUP_BIND);
        InetAddress loopback = InetAddress.ofLiteral(HEATUP_BIND.byDefault());
        if (text.equalsIgnoreCase("localhost")) {
            return loopback;
        }
        try {
            InetAddress address = InetAddress.ofLiteral(text);
            if (address.isLoopbackAddress()) {
                return address;
            }
            settingValues.hiddenProblem(
                    HEATUP_BIND,
                    "another address than 127.0.0.1 or ::1 needs access keys, which this version does not have yet");
        } catch (IllegalArgumentException e) {
            settingValues.problem(HEATUP_BIND, "a loopback address: 127.0.0.1, ::1 or localhost");
        }
        return loopback;
    }

    private Settings.BotApi botApi() {
        return new Settings.BotApi(
                botApiAddress(),
                settingValues.integer(HEATUP_BOT_API_PORT, 0, 65535),
                hosts(HEATUP_BOT_API_HOSTS),
                hosts(HEATUP_WEBHOOK_HOSTS));
    }

    private InetAddress botApiAddress() {
        String text = settingValues.text(HEATUP_BOT_API_BIND);
        try {
            return InetAddress.ofLiteral(text.equalsIgnoreCase("localhost") ? HEATUP_BIND.byDefault() : text);
        } catch (IllegalArgumentException e) {
            settingValues.problem(
                    HEATUP_BOT_API_BIND, "an IP address of this machine: 127.0.0.1, ::1, or 0.0.0.0 for all");
            return InetAddress.ofLiteral(HEATUP_BIND.byDefault());
        }
    }

    private Set<String> hosts(Setting setting) {
        if (!settingValues.isSet(setting)) {
            return Set.of();
        }
        List<String> hosts = Arrays.stream(settingValues.text(setting).split(","))
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (!hosts.stream().allMatch(host -> host.matches("[a-z0-9.:-]{1,253}"))) {
            settingValues.problem(setting, "host names or IP addresses with commas between them");
            return Set.of();
        }
        return Set.copyOf(hosts);
    }

    private Pacing pacing() {
        if (settingValues.isSet(TELEGRAM_API_BASE_URL)) {
            for (Setting setting :
                    List.of(HEATUP_PAUSE_MIN, HEATUP_PAUSE_MAX, HEATUP_PAUSE_LONG_MAX, HEATUP_PAUSE_LONG_SHARE)) {
                if (settingValues.isSet(setting)) {
                    settingValues.hiddenProblem(
                            setting,
                            "can't be set together with TELEGRAM_API_BASE_URL: a gateway gets the default pacing");
                }
            }
            return Pacing.DEFAULT;
        }
        Duration from = settingValues.seconds(HEATUP_PAUSE_MIN, 0, MAX_PAUSE_SECONDS);
        Duration to = settingValues.seconds(HEATUP_PAUSE_MAX, 0, MAX_PAUSE_SECONDS);
        Duration longTo = settingValues.seconds(HEATUP_PAUSE_LONG_MAX, 0, MAX_PAUSE_SECONDS);
        double share = settingValues.number(HEATUP_PAUSE_LONG_SHARE, 0, 1);
        if (to.compareTo(from) < 0 || longTo.compareTo(to) < 0) {
            settingValues.hiddenProblem(
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
        int min = settingValues.integer(HEATUP_MIN_ACTIONS, 1, PlanRules.MAX_ACTIONS);
        int max = settingValues.integer(HEATUP_MAX_ACTIONS, 1, PlanRules.MAX_ACTIONS);
        if (max < min) {
            settingValues.problem(HEATUP_MAX_ACTIONS, "at least HEATUP_MIN_ACTIONS, which is " + min);
            return PlanRules.DEFAULT;
        }
        return new PlanRules(min, max);
    }

    private LogLevel logLevel() {
        String text = settingValues.text(LOG_LEVEL).toUpperCase(Locale.ROOT);
        return Arrays.stream(LogLevel.values())
                .filter(level -> level.name().equals(text))
                .findFirst()
                .orElseGet(() -> {
                    settingValues.problem(LOG_LEVEL, "one of TRACE, DEBUG, INFO, WARN and ERROR");
                    return LogLevel.INFO;
                });
    }
}
