package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Redocly and Spectral find nothing in either document: the one that is served, and the gateway's contract. They come from
 * npm, in the versions of {@code openapi/lint}; Node.js 20 or later must be there.
 */
class OpenApiLintTest {

    private static final Path SOURCE = Path.of("openapi/lint");
    private static final Path TOOLS = Path.of("target/openapi-lint");
    private static final String LOCK = "package-lock.json";

    private static Path served;
    private static Path contract;

    @BeforeAll
    static void install(@TempDir Path folder) throws Exception {
        served = TOOLS.resolve("openapi.json").toAbsolutePath();
        contract = Path.of("openapi/gateway.yaml").toAbsolutePath();
        Files.createDirectories(TOOLS);
        if (!isInstalled()) {
            for (String name : List.of("package.json", LOCK)) {
                Files.copy(SOURCE.resolve(name), TOOLS.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
            assertSucceeds(List.of("npm", "ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"));
            Files.copy(SOURCE.resolve(LOCK), TOOLS.resolve("installed"), StandardCopyOption.REPLACE_EXISTING);
        }
        for (String name : List.of("redocly.yaml", ".spectral.yaml")) {
            Files.copy(SOURCE.resolve(name), TOOLS.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        try (RunningService service = RunningService.sandbox(folder)) {
            Files.writeString(served, service.get("/openapi.json").text());
        }
    }

    private static boolean isInstalled() throws IOException {
        Path installed = TOOLS.resolve("installed");
        return Files.exists(installed) && Files.mismatch(installed, SOURCE.resolve(LOCK)) < 0;
    }

    @Test
    void redoclyFindsNothing() throws Exception {
        assertFindsNothing(List.of("node_modules/.bin/redocly", "lint", "--config", "redocly.yaml"));
    }

    @Test
    void spectralFindsNothing() throws Exception {
        assertFindsNothing(
                List.of("node_modules/.bin/spectral", "lint", "-r", ".spectral.yaml", "--fail-severity", "hint"));
    }

    private static void assertFindsNothing(List<String> linter) throws Exception {
        List<String> command = new ArrayList<>(linter);
        command.add(served.toString());
        command.add(contract.toString());
        assertSucceeds(command);
    }

    private static void assertSucceeds(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(TOOLS.toFile());
        builder.environment().put("REDOCLY_TELEMETRY", "off");
        builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
        Path said = Files.createTempFile(TOOLS, "said", ".txt");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        int code = process.waitFor();

        assertThat(code).as(() -> command + " says:\n" + read(said)).isZero();
        Files.delete(said);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
