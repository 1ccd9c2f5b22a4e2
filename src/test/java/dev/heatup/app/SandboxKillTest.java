package dev.heatup.app;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two hundred runs at once in a fast world, with the sandbox inside the service that is killed. */
abstract class SandboxKillTest extends KillTest {

    private static final int STEPS = 5;

    /** The program's main class. */
    abstract Class<?> program();

    abstract List<String> arguments();

    /** What this database needs. */
    abstract Map<String, String> settings();

    @Override
    Load load() {
        return new Load(200, STEPS, "{}");
    }

    @Override
    ServiceProcess start(Path folder, Map<String, String> common, int killAfter) {
        Map<String, String> settings = new HashMap<>(common);
        settings.put("HEATUP_SPEED", "40");
        settings.put("HEATUP_MIN_ACTIONS", String.valueOf(STEPS));
        settings.put("HEATUP_MAX_ACTIONS", String.valueOf(STEPS));
        settings.putAll(settings());
        return ServiceProcess.start(program(), arguments(), settings, folder, killAfter);
    }
}
