package dev.heatup.settings;

import java.util.Arrays;
import java.util.Optional;

/** Every setting there is, named exactly as in the environment. {@code .env.example} explains them to people. */
enum Setting {
    ANTHROPIC_API_KEY(""),
    ANTHROPIC_BASE_URL(""),
    HEATUP_MODEL("claude-sonnet-5-5"),
    TELEGRAM_API_BASE_URL(""),
    DATABASE_URL(""),
    HEATUP_DATA("data"),
    HEATUP_KEEP_DAYS(""),
    HEATUP_BIND("127.0.0.1"),
    PORT("8080"),
    HEATUP_BOT_API_PORT("8081"),
    HEATUP_BOT_API_BIND("127.0.0.1"),
    HEATUP_BOT_API_HOSTS(""),
    HEATUP_WEBHOOK_HOSTS(""),
    LOG_LEVEL("INFO"),
    HEATUP_SPEED("1"),
    HEATUP_SEED(""),
    HEATUP_WORLD(""),
    HEATUP_PAUSE_MIN("3"),
    HEATUP_PAUSE_MAX("10"),
    HEATUP_PAUSE_LONG_MAX("30"),
    HEATUP_PAUSE_LONG_SHARE("0.1"),
    HEATUP_MIN_ACTIONS("3"),
    HEATUP_MAX_ACTIONS("7"),
    HEATUP_STEP_SLOTS("1024"),
    HEATUP_PLAN_SLOTS("8"),
    /** Read by the {@code heatup} script before there is a JVM; known here so that it isn't refused. */
    HEATUP_JAVA_OPTS("");

    static final String PREFIX = "HEATUP_";

    private final String byDefault;

    Setting(String byDefault) {
        this.byDefault = byDefault;
    }

    /** Its default as one would write it; empty when it is off, or made up, unless set. */
    String byDefault() {
        return byDefault;
    }

    static Optional<Setting> named(String name) {
        return Arrays.stream(values()).filter(s -> s.name().equals(name)).findFirst();
    }
}
