package dev.heatup.sandbox;

import dev.heatup.sandbox.jdbc.SqliteEventLog;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox for each test, with the default world unless {@link #opened} says another. */
abstract class InASandbox {

    final SettableTime time = new SettableTime(Worlds.NOW);

    @TempDir
    Path folder;

    Sandbox sandbox;
    Town town;

    Sandbox opened() {
        return Sandbox.open(SqliteEventLog.open(folder, Worlds.SEED, () -> 0), List.of(Worlds.POOL), time, 1);
    }

    @BeforeEach
    void open() {
        sandbox = opened();
        town = new Town(sandbox);
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
