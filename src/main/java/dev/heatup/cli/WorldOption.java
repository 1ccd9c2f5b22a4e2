package dev.heatup.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which world the sandbox is. */
final class WorldOption {

    @Option(
            names = "--world",
            paramLabel = "FILE",
            description = "The file that describes the sandbox's world, see docs/worlds.md (default: HEATUP_WORLD).")
    private @Nullable String file;

    /** The setting that it stands for. */
    Map<String, String> setting() {
        return file == null ? Map.of() : Map.of("HEATUP_WORLD", file);
    }
}
