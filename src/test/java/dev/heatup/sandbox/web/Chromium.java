package dev.heatup.sandbox.web;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's browser without a window. It reaches this machine alone, and {@code evil.example} is a name of it. */
final class Chromium {

    private static final long MAX_SECONDS = 120;

    private final Path binary;
    private final Path profile;

    private Chromium(Path binary, Path profile) {
        this.binary = binary;
        this.profile = profile;
    }

    /** @param profile a folder that is its own */
    static Optional<Chromium> find(Path profile) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(binary -> new Chromium(binary, profile));
    }

    /** What the page has become when everything that it does at the beginning is done, as if its address had been typed. */
    String open(URI address) throws IOException, InterruptedException {
        Path dom = profile.resolve("dom.html");
        Process process = new ProcessBuilder(List.of(
                        binary.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--no-first-run",
                        "--user-data-dir=" + profile.resolve("profile"),
                        "--host-resolver-rules=MAP evil.example 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1,"
                                + " EXCLUDE localhost",
                        "--virtual-time-budget=30000",
                        "--dump-dom",
                        address.toString()))
                .redirectOutput(dom.toFile())
                .redirectError(profile.resolve("errors.txt").toFile())
                .start();
        if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException("the browser did not end: " + Files.readString(profile.resolve("errors.txt")));
        }
        return Files.readString(dom, StandardCharsets.UTF_8);
    }
}
