package dev.heatup.sandbox;

import dev.heatup.sandbox.jdbc.SqliteEventLog;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox for each test, with the default world unless {@link #opened} says another. */
abstract class SandboxTestBase {

    final SettableTime time = new SettableTime(TestWorlds.NOW);

    @TempDir
    Path folder;

    Sandbox sandbox;
    SandboxDriver town;

    Sandbox opened() {
        return Sandbox.open(SqliteEventLog.open(folder, TestWorlds.SEED, () -> 0), List.of(TestWorlds.POOL), time, 1);
    }

    @BeforeEach
    void open() {
        sandbox = opened();
        town = new SandboxDriver(sandbox);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    void restart() {
        close();
        open();
    }
}
