package dev.heatup.sandbox.spec;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lengths of time as a world file writes them: {@code 500ms}, {@code 45s}, {@code 30m}, {@code 2h}. Stateless. */
public final class DurationFormat {

    /** Ten years; nothing in a world takes longer. */
    public static final Duration MAX_DURATION = Duration.ofDays(3650);

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,12})(ms|s|m|h)");

    private DurationFormat() {}

    /** Empty for anything else, and for more than {@link #MAX_DURATION}. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        Duration duration = switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
        return duration.compareTo(MAX_DURATION) <= 0 ? Optional.of(duration) : Optional.empty();
    }

    /** For people: {@code 1h 4m 12s}; what is left below a second is shown only when there is nothing else. */
    public static String spelled(Duration duration) {
        if (duration.toSeconds() == 0) {
            return written(duration);
        }
        return Stream.of(
                        part(duration.toHours(), "h"),
                        part(duration.toMinutesPart(), "m"),
                        part(duration.toSecondsPart(), "s"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String part(long number, String unit) {
        return number == 0 ? "" : number + unit;
    }

    /** In the largest unit that shows it whole; below a millisecond nothing is shown. */
    public static String written(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1_000;
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        return seconds % 3_600 == 0 ? seconds / 3_600 + "h" : seconds / 60 + "m";
    }
}
