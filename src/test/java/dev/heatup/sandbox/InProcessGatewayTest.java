package dev.heatup.sandbox;

import dev.heatup.sandbox.jdbc.SqliteEventLog;
import dev.heatup.telegram.Gateway;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class InProcessGatewayTest extends GatewayContractTest {

    private final SettableTime time = new SettableTime(TestWorlds.NOW);

    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void open() {
        sandbox =
                Sandbox.open(SqliteEventLog.open(folder, TestWorlds.SEED, () -> 0), List.of(TestWorlds.POOL), time, 1);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Override
    protected Gateway gateway() {
        return new InProcessGateway(sandbox);
    }

    @Override
    protected void advance(Duration by) {
        time.advance(by);
    }
}
