package dev.heatup.sandbox.bots;

import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Dates as bots see them. A bot has a clock of its own, which knows nothing of world time, so dates that go out are moved
 * by one offset, the same for the whole world, with which the world is at the present when it is opened. A date that a bot
 * names is taken as a duration from now, which alone is recorded; so the log does not depend on when a bot ran.
 *
 * <p>Not thread-safe; confined to the thread that owns the world.
 */
public final class BotDates {

    /** The latest date of Telegram's, which counts seconds in 32 bits. */
    private static final long MAX_DATE = Integer.MAX_VALUE;

    /** How many dates are remembered as bots gave them. */
    private static final int MAX_GIVEN = 10_000;

    /** What a bot needs from reading its clock to being heard, and what differs from run to run, is rounded away. */
    private static final long STEP_MILLIS = 5_000;

    /** Units that people think durations in, in seconds: a day, an hour, ten minutes, a minute. */
    private static final List<Integer> WHOLE = List.of(86_400, 3_600, 600, 60);

    /** By how much a duration falls short of the one that was meant when it was counted from the bot's clock: what its seconds leave out, and the call's way. */
    private static final long MAX_OWN_SHORTFALL_MILLIS = 2_500;

    /** The same for a message that was just shown, whose date is in whole seconds. */
    private static final long MAX_SHOWN_SHORTFALL_MILLIS = 1_000;

    private final InstantSource real;
    private final Map<Given, Long> given = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Given, Long> eldest) {
            return size() > MAX_GIVEN;
        }
    };
    private long aheadSeconds;

    /** Whose restriction ends when, in seconds of world time. */
    private record Given(long user, long ends) {}

    /** @param real the clock that bots have */
    public BotDates(InstantSource real) {
        this.real = real;
    }

    /** From here on bots see {@code worldTime} as the present. */
    public void align(Instant worldTime) {
        aheadSeconds = real.instant().getEpochSecond() - worldTime.getEpochSecond();
        given.clear();
    }

    /**
     * The moment of world time that a bot means by a date. It is read against the bot's own clock and against the dates
     * that this world shows, and taken as a duration from now in steps of 5 s. Of the two durations the one counts that is
     * ahead, else the rounder one (whole days before whole hours and parts of them), else the shorter.
     *
     * @param date Unix time
     * @return empty for a date that Telegram does not have
     */
    Optional<Instant> moment(long date, Instant worldTime) {
        if (date <= 0 || date > MAX_DATE) {
            return Optional.empty();
        }
        Reading own = new Reading(date * 1000 - real.instant().toEpochMilli(), MAX_OWN_SHORTFALL_MILLIS);
        Reading shown = new Reading((date - shown(worldTime.getEpochSecond())) * 1000, MAX_SHOWN_SHORTFALL_MILLIS);
        return Stream.of(own, shown)
                .min(Comparator.comparing(Reading::isPast)
                        .thenComparingInt(Reading::roundness)
                        .thenComparing(Reading::distance))
                .map(reading -> worldTime.plusMillis(reading.inSteps()));
    }

    /**
     * A date against one of the two clocks.
     *
     * @param millis from now until the date
     * @param maxShortfallMillis by how much they may be less than what was meant
     */
    private record Reading(long millis, long maxShortfallMillis) {

        boolean isPast() {
            return millis < 0;
        }

        Duration distance() {
            return Duration.ofMillis(millis).abs();
        }

        long inSteps() {
            return Math.floorDiv(millis + STEP_MILLIS / 2, STEP_MILLIS) * STEP_MILLIS;
        }

        /** The rounder, the smaller. */
        int roundness() {
            int unit = 0;
            while (unit < WHOLE.size() && !isWhole(WHOLE.get(unit))) {
                unit++;
            }
            return unit;
        }

        private boolean isWhole(int unitSeconds) {
            long unit = unitSeconds * 1000L;
            long whole = Math.ceilDiv(millis, unit) * unit;
            return whole > 0 && whole - millis <= maxShortfallMillis;
        }
    }

    /** The bot gets back the very date that it gave, until the world is opened anew. */
    public void remember(long user, Instant ends, long date) {
        given.put(new Given(user, ends.getEpochSecond()), date);
    }

    /** An answer or update of dates in world time, with the dates that a bot is to see. */
    public Tl shown(Tl value) {
        return aheadSeconds == 0 && given.isEmpty() ? value : moved(value);
    }

    public Tl.Obj shown(Tl.Obj value) {
        return (Tl.Obj) shown((Tl) value);
    }

    private long shown(long seconds) {
        return seconds + aheadSeconds;
    }

    private Tl moved(Tl value) {
        return switch (value) {
            case Tl.Obj object -> moved(object);
            case Tl.Items(List<Tl> items) ->
                Tl.of(items.stream().map(this::moved).toList());
            case Tl.Text _, Tl.Int _, Tl.Decimal _, Tl.Bool _, Tl.Null _ -> value;
        };
    }

    private Tl.Obj moved(Tl.Obj object) {
        Tl.Builder copy = Tl.object();
        object.fields()
                .forEach((field, value) -> copy.with(
                        field,
                        isDate(field) && value instanceof Tl.Int(long seconds)
                                ? Tl.of(moved(object, field, seconds))
                                : moved(value)));
        return copy.build();
    }

    /** As the Bot API names all its dates in Unix time but those in entities, which are their author's. */
    private static boolean isDate(String field) {
        return field.equals("date") || field.endsWith("_date");
    }

    /** Zero stands for never, and for what is gone. */
    private long moved(Tl.Obj of, String field, long seconds) {
        if (seconds == 0) {
            return 0;
        }
        Optional<Long> remembered = field.equals("until_date")
                ? of.get("user")
                        .flatMap(user -> user instanceof Tl.Obj known ? known.integer("id") : Optional.empty())
                        .map(user -> given.get(new Given(user, seconds)))
                : Optional.empty();
        return remembered.orElseGet(() -> shown(seconds));
    }
}
