package dev.heatup.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heatup.pace.Pacing;
import dev.heatup.plan.PlanRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @TempDir
    Path directory;

    @Test
    void everySettingHasItsDefault() {
        assertThat(Settings.load(Map.of(), directory))
                .isEqualTo(new Settings(
                        new Settings.Claude(null, null, "claude-sonnet-5-5"),
                        new Settings.Network(null, 1, null, null),
                        new Settings.Storage(directory.resolve("data"), null, null),
                        new Settings.Listening(LOOPBACK, 8080),
                        new Settings.BotApi(LOOPBACK, 8081, Set.of(), Set.of()),
                        Pacing.DEFAULT,
                        new PlanRules(3, 7),
                        new Settings.Slots(1024, 8),
                        LogLevel.INFO));
    }

    @Test
    void everySettingIsMapped() {
        Map<String, String> all = new HashMap<>(Map.of(
                "ANTHROPIC_API_KEY", "sk-test-1",
                "ANTHROPIC_BASE_URL", "http://127.0.0.1:9000/v",
                "HEATUP_MODEL", "claude-test-1",
                "DATABASE_URL", "postgres://me:pw@db/heatup",
                "HEATUP_DATA", "elsewhere",
                "HEATUP_BIND", "::1",
                "PORT", "8099",
                "LOG_LEVEL", "debug",
                "HEATUP_SPEED", "60.5",
                "HEATUP_SEED", "-42"));
        all.putAll(Map.of(
                "HEATUP_KEEP_DAYS", "30",
                "HEATUP_BOT_API_PORT", "8098",
                "HEATUP_BOT_API_BIND", "0.0.0.0",
                "HEATUP_BOT_API_HOSTS", "ci.test,FD00::7",
                "HEATUP_WEBHOOK_HOSTS", "Bot.test, 10.0.0.7"));
        all.putAll(Map.of(
                "HEATUP_PAUSE_MIN", "0.5",
                "HEATUP_PAUSE_MAX", "1",
                "HEATUP_PAUSE_LONG_MAX", "2.25",
                "HEATUP_PAUSE_LONG_SHARE", "0.2",
                "HEATUP_MIN_ACTIONS", "4",
                "HEATUP_MAX_ACTIONS", "20",
                "HEATUP_STEP_SLOTS", "1000",
                "HEATUP_PLAN_SLOTS", "3",
                "HEATUP_JAVA_OPTS", "-Xmx1g"));

        assertThat(Settings.load(all, directory))
                .isEqualTo(new Settings(
                        new Settings.Claude(
                                new Secret("sk-test-1"), URI.create("http://127.0.0.1:9000/v"), "claude-test-1"),
                        new Settings.Network(null, 60.5, -42L, null),
                        new Settings.Storage(
                                directory.resolve("elsewhere"),
                                new DatabaseSettings("jdbc:postgresql://db/heatup", "me", new Secret("pw")),
                                Duration.ofDays(30)),
                        new Settings.Listening(InetAddress.ofLiteral("::1"), 8099),
                        new Settings.BotApi(
                                InetAddress.ofLiteral("0.0.0.0"),
                                8098,
                                Set.of("ci.test", "fd00::7"),
                                Set.of("bot.test", "10.0.0.7")),
                        new Pacing(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(2250), 0.2),
                        new PlanRules(4, 20),
                        new Settings.Slots(1000, 3),
                        LogLevel.DEBUG));
        all.put("TELEGRAM_API_BASE_URL", "");
        all.put("HEATUP_WORLD", "");
        assertThat(all.keySet()).containsExactlyInAnyOrder(names());
    }

    @Test
    void aGatewayRunsAtSpeedOneWithTheDefaultPacing() {
        Settings settings = load("TELEGRAM_API_BASE_URL", "http://127.0.0.1:9000", "HEATUP_SPEED", "1.0");

        assertThat(settings.network())
                .isEqualTo(new Settings.Network(URI.create("http://127.0.0.1:9000"), 1, null, null));
        assertThat(settings.pacing()).isEqualTo(Pacing.DEFAULT);
    }

    @Test
    void aWorldIsAFileAndBringsItsSeed() {
        assertThat(load("HEATUP_WORLD", "worlds/town.yaml").network().world())
                .isEqualTo(directory.resolve("worlds/town.yaml"));
        assertThat(problems("HEATUP_WORLD", "town.yaml", "HEATUP_SEED", "7"))
                .containsExactly("HEATUP_SEED: can't be set together with HEATUP_WORLD: the world's file has the seed");
        assertThat(problems("HEATUP_WORLD", "town.yaml", "TELEGRAM_API_BASE_URL", "http://127.0.0.1:9000"))
                .singleElement()
                .asString()
                .startsWith("HEATUP_WORLD: can't be set together with TELEGRAM_API_BASE_URL");
    }

    @Test
    void aGatewayRefusesAnotherSpeed() {
        assertThat(problems("TELEGRAM_API_BASE_URL", "http://127.0.0.1:9000", "HEATUP_SPEED", "10"))
                .containsExactly("HEATUP_SPEED: must be 1 when TELEGRAM_API_BASE_URL is set (only the sandbox may run"
                        + " faster), but is \"10\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEATUP_PAUSE_MIN", "HEATUP_PAUSE_MAX", "HEATUP_PAUSE_LONG_MAX", "HEATUP_PAUSE_LONG_SHARE"})
    void aGatewayRefusesAnotherPacing(String pause) {
        assertThat(problems("TELEGRAM_API_BASE_URL", "http://127.0.0.1:9000", pause, "0"))
                .containsExactly(pause
                        + ": can't be set together with TELEGRAM_API_BASE_URL: a gateway gets the default pacing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://u:hidden@host",
                "http://host?token=hidden",
                "https://api.telegram.org",
                "http://149.154.167.50"
            })
    void whatIsNoGatewaysAddressIsRefusedWithoutBeingShown(String address) {
        assertThat(problems("TELEGRAM_API_BASE_URL", address))
                .singleElement()
                .asString()
                .startsWith("TELEGRAM_API_BASE_URL: a gateway")
                .doesNotContain("hidden");
    }

    @Test
    void aBrokenGatewayAddressNeverFallsBackToAnotherSpeed() {
        assertThat(problems("TELEGRAM_API_BASE_URL", "nowhere", "HEATUP_SPEED", "10"))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "HEATUP_SPEED, 0.05, a number from 0.1 to 1000",
        "HEATUP_SPEED, 1001, a number from 0.1 to 1000",
        "HEATUP_SPEED, NaN, a number from 0.1 to 1000",
        "HEATUP_SPEED, 1e3, a number from 0.1 to 1000",
        "HEATUP_SEED, 1.5, a whole number of at most 64 bits",
        "HEATUP_SEED, 9223372036854775808, a whole number of at most 64 bits",
        "HEATUP_BOT_API_PORT, 70000, a whole number from 0 to 65535",
        "HEATUP_BOT_API_HOSTS, a b, host names or IP addresses with commas between them",
        "HEATUP_WEBHOOK_HOSTS, http://x, host names or IP addresses with commas between them",
        "PORT, 65536, a whole number from 0 to 65535",
        "PORT, -1, a whole number from 0 to 65535",
        "PORT, http, a whole number from 0 to 65535",
        "LOG_LEVEL, LOUD, 'one of TRACE, DEBUG, INFO, WARN and ERROR'",
        "HEATUP_MODEL, two words, 'the name of a model, such as claude-sonnet-5-5'",
        "HEATUP_PAUSE_MIN, -1, 'seconds, a number from 0 to 3600'",
        "HEATUP_PAUSE_LONG_MAX, 3601, 'seconds, a number from 0 to 3600'",
        "HEATUP_PAUSE_LONG_SHARE, 1.1, a number from 0 to 1",
        "HEATUP_MIN_ACTIONS, 0, a whole number from 1 to 20",
        "HEATUP_MAX_ACTIONS, 21, a whole number from 1 to 20",
        "HEATUP_MAX_ACTIONS, 2, 'at least HEATUP_MIN_ACTIONS, which is 3'",
        "HEATUP_STEP_SLOTS, 0, a whole number from 1 to 4096",
        "HEATUP_STEP_SLOTS, 5000, a whole number from 1 to 4096",
        "HEATUP_KEEP_DAYS, 0, a whole number from 1 to 36500",
        "HEATUP_KEEP_DAYS, 1.5, a whole number from 1 to 36500",
        "HEATUP_PLAN_SLOTS, 65, a whole number from 1 to 64",
        "HEATUP_BIND, example, 'a loopback address: 127.0.0.1, ::1 or localhost'",
    })
    void anImpossibleValueSaysWhatIsAllowed(String name, String value, String allowed) {
        assertThat(problems(name, value)).containsExactly(name + ": must be " + allowed + ", but is \"" + value + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.10", "8.8.8.8"})
    void anAddressBeyondLoopbackNeedsAccessKeys(String address) {
        assertThat(problems("HEATUP_BIND", address))
                .singleElement()
                .asString()
                .contains("needs access keys, which this version does not have yet");
    }

    @Test
    void loopbackHasSeveralNames() {
        assertThat(load("HEATUP_BIND", "localhost").listening().address()).isEqualTo(LOOPBACK);
        assertThat(load("HEATUP_BIND", "127.1.2.3").listening().url()).hasToString("http://127.1.2.3:8080");
        assertThat(load("HEATUP_BIND", "::1").listening().url()).hasToString("http://[0:0:0:0:0:0:0:1]:8080");
    }

    @Test
    void pausesMustGrow() {
        assertThat(problems("HEATUP_PAUSE_MAX", "60"))
                .containsExactly("HEATUP_PAUSE_MAX: pauses must grow: HEATUP_PAUSE_MIN (3.0 s) to HEATUP_PAUSE_MAX"
                        + " (60.0 s) to HEATUP_PAUSE_LONG_MAX (30.0 s)");
    }

    @Test
    void pausesAndPlansMayBeOfOneLength() {
        Settings settings = load(
                "HEATUP_PAUSE_MIN", "5",
                "HEATUP_PAUSE_MAX", "5",
                "HEATUP_PAUSE_LONG_MAX", "5",
                "HEATUP_MIN_ACTIONS", "5",
                "HEATUP_MAX_ACTIONS", "5");

        Duration five = Duration.ofSeconds(5);
        assertThat(settings.pacing()).isEqualTo(new Pacing(five, five, five, 0.1));
        assertThat(settings.rules()).isEqualTo(new PlanRules(5, 5));
    }

    @Test
    void aDataFolderThatIsNoPathIsAProblem() {
        assertThat(problems("HEATUP_DATA", "a\0b"))
                .containsExactly("HEATUP_DATA: must be the path of a folder, but is \"a?b\"");
    }

    @Test
    void allProblemsAreToldAtOnce() throws IOException {
        Files.writeString(directory.resolve(".env"), "this is no setting\nHEATUP_SEPED=2\n");

        assertThat(problems("PORT", "x", "HEATUP_SPEED", "x", "HEATUP_BIND", "0.0.0.0", "HEATUP_WHATEVER_ELSE", "1"))
                .hasSize(6);
    }

    @Test
    void aMistypedNameIsAnsweredWithTheRightOne() {
        assertThat(problems("HEATUP_SPED", "2"))
                .containsExactly("HEATUP_SPED: there is no such setting; did you mean HEATUP_SPEED?");
        assertThat(problems("heatup_data", "x"))
                .containsExactly("heatup_data: there is no such setting; did you mean HEATUP_DATA?");
        assertThat(problems("HEATUP_COFFEE_TEMPERATURE", "x"))
                .containsExactly(
                        "HEATUP_COFFEE_TEMPERATURE: there is no such setting; .env.example lists all settings");
    }

    @Test
    void otherProgramsSettingsAreNotOurs() {
        assertThat(load("HOME", "/root", "POSTGRES_PASSWORD", "x")).isEqualTo(load());
    }

    @Test
    void theEnvironmentWinsOverTheFileAlsoWhenEmpty() throws IOException {
        Files.writeString(directory.resolve(".env"), "PORT=1\nHEATUP_MODEL=from-file\nHEATUP_PLAN_SLOTS=5\n");

        Settings settings = load("PORT", "2", "HEATUP_MODEL", "");

        assertThat(settings.listening().port()).isEqualTo(2);
        assertThat(settings.claude().model()).isEqualTo("claude-sonnet-5-5");
        assertThat(settings.slots().plans()).isEqualTo(5);
    }

    @Test
    void anAbsoluteDataFolderStaysAsItIs() {
        assertThat(load("HEATUP_DATA", "/var/lib/heatup").storage().data()).isEqualTo(Path.of("/var/lib/heatup"));
    }

    @Test
    void secretsNeverShow() {
        String shown = load(
                        "ANTHROPIC_API_KEY", "sk-hidden-1",
                        "ANTHROPIC_BASE_URL", "http://u:hidden-2@host/path?token=hidden-3",
                        "TELEGRAM_API_BASE_URL", "http://gateway/path",
                        "DATABASE_URL", "postgres://u:hidden-6@host/db?sslpassword=hidden-7")
                .toString();

        assertThat(shown)
                .contains("http://host/path", "http://gateway/path", "jdbc:postgresql://host/db")
                .doesNotContain("hidden");
    }

    @Test
    void secretsNeverShowInProblems() {
        assertThat(problems(
                        "ANTHROPIC_API_KEY", "sk hidden\n",
                        "ANTHROPIC_BASE_URL", "ftp://u:hidden@host",
                        "TELEGRAM_API_BASE_URL", "http://u:hidden@",
                        "DATABASE_URL", "mysql://u:hidden@host/db"))
                .hasSize(4)
                .noneMatch(p -> p.contains("hidden"));
    }

    @Test
    void foreignTextInAProblemIsOneBoundedLine() {
        assertThat(problems("PORT", "1\u001b[2J\n" + "x".repeat(5000)))
                .singleElement()
                .asString()
                .hasSizeLessThan(200)
                .doesNotContain("\u001b", "\n");
    }

    @Test
    void theExampleListsExactlyAllSettingsWithTheirDefaults() throws IOException {
        Map<String, String> listed = new HashMap<>();
        Pattern.compile("(?m)^#?([A-Z_]+)=(.*)$")
                .matcher(Files.readString(Path.of(".env.example")))
                .results()
                .forEach(m -> listed.put(m.group(1), m.group(2)));

        Map<String, String> expected = new HashMap<>();
        for (Setting setting : Setting.values()) {
            expected.put(setting.name(), setting.byDefault());
        }
        assertThat(listed).isEqualTo(expected);
    }

    @Test
    void theExampleIsAFileThatCanBeUsed() throws IOException {
        Files.writeString(
                directory.resolve(".env"),
                Files.readString(Path.of(".env.example")).replaceAll("(?m)^#([A-Z_]+=)", "$1"));

        Settings fromFile = load();
        Files.delete(directory.resolve(".env"));
        assertThat(fromFile).isEqualTo(load());
    }

    private static String[] names() {
        return List.of(Setting.values()).stream().map(Setting::name).toArray(String[]::new);
    }

    private Settings load(String... namesAndValues) {
        return Settings.load(map(namesAndValues), directory);
    }

    private List<String> problems(String... namesAndValues) {
        InvalidSettings invalid = catchThrowableOfType(InvalidSettings.class, () -> load(namesAndValues));
        assertThat(invalid).isNotNull();
        return invalid.problems().stream().map(SettingProblem::toString).toList();
    }

    private static Map<String, String> map(String... namesAndValues) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
