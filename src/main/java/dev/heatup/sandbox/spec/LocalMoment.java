package dev.heatup.sandbox.spec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a world is to begin, on the clocks of its people: {@code 10:00}, {@code 2026-03-02T10:00}, or with an offset of its
 * own, {@code 2026-03-02T10:00:00Z}. Immutable.
 *
 * @param date null for the day on which the world would begin otherwise
 * @param offset null for that of the world's people
 */
public record LocalMoment(
        @Nullable LocalDate date, LocalTime time, @Nullable ZoneOffset offset) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("H:mm[:ss]", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /** Empty for anything else. */
    public static Optional<LocalMoment> parse(String text) {
        try {
            return Optional.of(read(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static LocalMoment read(String text) {
        int date = text.indexOf('T');
        if (date < 0) {
            return new LocalMoment(null, LocalTime.parse(text, TIME), null);
        }
        boolean hasOffset = text.substring(date).matches(".*[Z+-].*");
        if (!hasOffset) {
            LocalDateTime local = LocalDateTime.parse(text);
            return new LocalMoment(local.toLocalDate(), local.toLocalTime(), null);
        }
        OffsetDateTime whole = OffsetDateTime.parse(text);
        return new LocalMoment(whole.toLocalDate(), whole.toLocalTime(), whole.getOffset());
    }

    /**
     * The same world, which begins at this moment.
     *
     * @param otherwise when it would begin without this
     * @throws InvalidSpecException when no world may begin then
     */
    public WorldSpec beginning(WorldSpec world, Instant otherwise) {
        ZoneOffset here = offset == null ? world.population().offset() : offset;
        LocalDate day = date == null ? otherwise.atOffset(here).toLocalDate() : date;
        return world.startingAt(day.atTime(time).toInstant(here).truncatedTo(ChronoUnit.MILLIS));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return (date == null ? "" : date + "T") + time + (offset == null ? "" : offset.toString());
    }
}
