package dev.heatup.app;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A program of ours as a process of its own, with the classes of these tests. It can be made to die while it works. */
public final class ServiceProcess implements AutoCloseable {

    /** It lives until it is stopped. */
    public static final int NEVER = Integer.MAX_VALUE;

    /** What a JVM ends with after SIGKILL. */
    public static final int KILLED = 128 + 9;

    private static final Pattern ANSWERS =
            Pattern.compile("(?:answers on |answered at |API +|TELEGRAM_API_BASE_URL=)(http://\\S+)");
    private static final long PATIENCE_SECONDS = 120;
    private static final int LINES_SHOWN = 80;

    private final Process process;
    private final Deque<String> lines = new ArrayDeque<>();
    private final CompletableFuture<URI> url = new CompletableFuture<>();
    private final Thread reader;
    private int linesToLive;

    private ServiceProcess(Process process, int linesToLive) {
        this.process = process;
        this.linesToLive = linesToLive;
        this.reader = Thread.ofPlatform().name("service-log").start(this::read);
    }

    /**
     * Starts {@code main} with nothing in its environment but {@code settings}.
     *
     * @param killAfter SIGKILL comes when it has logged so many lines about runs, which is at work and not at some hour
     */
    static ServiceProcess start(
            Class<?> main, List<String> arguments, Map<String, String> settings, Path directory, int killAfter) {
        return start(command(main, arguments), settings, directory, killAfter);
    }

    /** What starts {@code main}. */
    static List<String> command(Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator)),
                main.getName()));
        command.addAll(arguments);
        return command;
    }

    /** Starts a command; the rest as above. */
    public static ServiceProcess start(
            List<String> command, Map<String, String> settings, Path directory, int killAfter) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(settings);
        try {
            return new ServiceProcess(builder.start(), killAfter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                keep(line);
                Matcher answers = ANSWERS.matcher(line);
                if (answers.find()) {
                    url.complete(URI.create(answers.group(1)));
                }
                if (line.contains("run_id=") && isTheLast()) {
                    process.destroyForcibly();
                }
            }
        } catch (IOException _) {
            // The pipe broke with the process.
        }
        url.completeExceptionally(new IllegalStateException("it ended before it answered"));
    }

    private void keep(String line) {
        synchronized (lines) {
            lines.add(line);
            if (lines.size() > LINES_SHOWN) {
                lines.remove();
            }
        }
    }

    private synchronized boolean isTheLast() {
        return linesToLive != NEVER && --linesToLive <= 0;
    }

    /** SIGKILL comes when it has logged so many more lines about runs. */
    public synchronized void killAfter(int more) {
        linesToLive = more;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Where it answers, once it does; empty when it ends before. */
    public Optional<URI> url() throws InterruptedException {
        try {
            return Optional.of(url.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException _) {
            return Optional.empty();
        } catch (TimeoutException e) {
            throw new AssertionError("the service does not answer" + tail(), e);
        }
    }

    /** Waits until it has ended; answers its exit code. */
    public int ended() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the service does not end" + tail());
        }
        reader.join();
        return process.exitValue();
    }

    /** As Ctrl-C does. */
    public int stop() throws InterruptedException {
        process.destroy();
        return ended();
    }

    /** The end of what it logged, for a failure's message. */
    public String tail() {
        synchronized (lines) {
            return "; its log ends:\n" + String.join("\n", lines);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
