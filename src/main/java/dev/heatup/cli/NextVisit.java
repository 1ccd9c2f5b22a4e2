package dev.heatup.cli;

import dev.heatup.sandbox.spec.DurationFormat;
import dev.heatup.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** When somebody visits next in a world that was started, and how to see people sooner. Stateless. */
final class NextVisit {

    /** Of real time; whoever waits longer would rather do something about it. */
    private static final Duration LONG = Duration.ofMinutes(2);

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm", Locale.ENGLISH);

    private NextVisit() {}

    /** For people, in lines. */
    static String told(Launcher.People people, Settings settings) {
        ZoneOffset offset = people.population().offset();
        String who = "%d of the world %s, whose clocks say %s"
                .formatted(people.population().size(), people.world(), clock(people.now(), offset));
        return people.nextVisit()
                .map(next -> who + ". The next visit is expected at " + clock(next, offset)
                        + waiting(people, next, settings))
                .orElseGet(() -> who + ". They never visit by themselves");
    }

    private static String clock(Instant moment, ZoneOffset offset) {
        return CLOCK.format(moment.atOffset(offset)) + " (UTC" + (offset.equals(ZoneOffset.UTC) ? "" : offset) + ")";
    }

    private static String waiting(Launcher.People people, Instant next, Settings settings) {
        double speed = settings.network().speed();
        Duration wait =
                Duration.ofMillis((long) (Duration.between(people.now(), next).toMillis() / speed));
        String in = ", in " + DurationFormat.spelled(wait);
        return wait.compareTo(LONG) < 0
                ? in
                : in + "\n           To see people now, begin a new world: " + command(people, settings);
    }

    /** In a folder of its own, since a world begins once. */
    private static String command(Launcher.People people, Settings settings) {
        Path file = settings.network().world();
        return "HEATUP_DATA="
                + ShellWords.line(List.of(
                        settings.storage().data() + "-" + people.world(),
                        "./heatup",
                        "start",
                        "--world",
                        file == null ? "FILE" : file.toString(),
                        "--at",
                        "%02d:00".formatted(people.population().busiestHour())));
    }
}
