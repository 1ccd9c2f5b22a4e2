package dev.heatup.sandbox.web;

import dev.heatup.channel.Pool;
import dev.heatup.sandbox.botapi.web.BotApiSettings;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.worlds.WorldFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How to serve a sandbox alone.
 *
 * @param bind an address to listen on, {@code 127.0.0.1} for instance
 * @param port 0 for any free one
 * @param botApi where bots are answered
 * @param data the folder of {@code sandbox.db}
 * @param speed world seconds per real second
 * @param seed null for that of the existing log, or a fresh one
 * @param freshSeed where a fresh one comes from
 * @param making how worlds are made of their descriptions
 * @param description of the main world; empty for the one it has, or the default one
 */
public record SandboxSettings(
        String bind,
        int port,
        BotApiSettings botApi,
        Path data,
        double speed,
        @Nullable Long seed,
        LongSupplier freshSeed,
        List<Pool> pools,
        InstantSource clock,
        WorldFactory making,
        Optional<WorldFile.Read> description) {

    public SandboxSettings {
        pools = List.copyOf(pools);
    }
}
