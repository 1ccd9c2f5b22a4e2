package dev.heatup.sandbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's browser without a window. It reaches this machine alone, and {@code evil.example} is a name of it. */
final class Chromium {

    private static final Duration MAX = Duration.ofMinutes(2);
    private static final int MAX_LOOKS = 5;

    private final Path binary;
    private final Path folder;

    private Chromium(Path binary, Path folder) {
        this.binary = binary;
        this.folder = folder;
    }

    /** @param folder for what it keeps */
    static Optional<Chromium> find(Path folder) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .flatMap(place -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(binary -> new Chromium(binary, folder));
    }

    /** Keeps the page open until it has done what is awaited. */
    void visit(URI address, Callable<Boolean> done) throws IOException {
        Process process = start(List.of(address.toString()));
        try {
            await().atMost(MAX).until(done);
        } finally {
            end(process);
        }
    }

    /** What the page has become when everything that it does at the beginning is done, as if its address had been typed. */
    String open(URI address) throws IOException, InterruptedException {
        String document = "";
        // Now and then the browser looks between two pages, and shows neither.
        for (int i = 0; i < MAX_LOOKS && document.isBlank(); i++) {
            Process process = start(List.of("--virtual-time-budget=10000", "--dump-dom", address.toString()));
            boolean ended = process.waitFor(MAX.toSeconds(), TimeUnit.SECONDS);
            end(process);
            assertThat(ended).as("the browser ended by itself").isTrue();
            document = Files.readString(folder.resolve("document.html"));
        }
        return document;
    }

    private Process start(List<String> more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                binary.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--user-data-dir=" + folder.resolve("profile"),
                "--host-resolver-rules=MAP evil.example 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1,"
                        + " EXCLUDE localhost"));
        command.addAll(more);
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("document.html").toFile())
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
    }

    private static void end(Process process) {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
    }
}
