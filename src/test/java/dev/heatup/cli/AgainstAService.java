package dev.heatup.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Commands that ask a service, in an empty folder. */
abstract class AgainstAService {

    @TempDir
    Path directory;

    FakeService service;
    CommandLineHarness heatup;

    @BeforeEach
    void start() throws IOException {
        service = new FakeService();
        heatup = new CommandLineHarness(directory).with("PORT", String.valueOf(service.port()));
    }

    @AfterEach
    void stop() {
        service.close();
    }
}
