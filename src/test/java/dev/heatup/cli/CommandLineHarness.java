package dev.heatup.cli;

import dev.heatup.gateway.GuardVerdict;
import dev.heatup.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs commands in this process, with time that passes only by waiting. */
public final class CommandLineHarness {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private boolean terminal;
    private Launcher launcher = new NoService();

    public CommandLineHarness(Path directory) {
        this.directory = directory;
    }

    public CommandLineHarness with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public CommandLineHarness with(Launcher other) {
        launcher = other;
        return this;
    }

    CommandLineHarness onATerminal() {
        terminal = true;
        return this;
    }

    public int run(String... arguments) {
        out.reset();
        err.reset();
        return new Main(
                        launcher,
                        new CliEnvironment(
                                environment, directory, stream(out), stream(err), terminal, new WaitingOnly()))
                .run(arguments);
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static final class WaitingOnly implements Ticker {
        private long nanos;

        @Override
        public void pause(Duration duration) {
            nanos += duration.toNanos();
        }

        @Override
        public long nanoTime() {
            return nanos;
        }
    }

    /** Remembers what it was asked to start. */
    static class NoService implements Launcher {

        @Nullable
        Settings started;

        int sandboxPort = -1;
        boolean closed;
        Optional<People> people = Optional.empty();
        GuardVerdict verdict = new GuardVerdict.Test();
        URI url = URI.create("http://127.0.0.1:8080");

        @Override
        public Running start(Settings settings) {
            started = settings;
            return running();
        }

        @Override
        public Running sandbox(Settings settings, int port) {
            started = settings;
            sandboxPort = port;
            return running();
        }

        @Override
        public GuardVerdict verdict(URI gateway) {
            return verdict;
        }

        private Running running() {
            return new Running() {
                @Override
                public URI url() {
                    return url;
                }

                @Override
                public int botApiPort() {
                    return 8081;
                }

                @Override
                public Optional<People> people() {
                    return people;
                }

                @Override
                public void close() {
                    closed = true;
                }
            };
        }
    }
}
