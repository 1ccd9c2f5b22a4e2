package dev.heatup.sandbox.spec;

import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who lives in a world, and when they look in.
 *
 * @param size how many people
 * @param languages the share of people who prefer a language, by its two-letter code; they sum to 1 (±0.001)
 * @param activity 24 weights, one for each hour of the local day; only their ratios matter
 * @param utcOffsetHours how far the people's clocks are ahead of UTC
 * @param visitsPerDay how often a person comes on a mean day; 0 is never
 */
public record PopulationSpec(
        int size, Map<String, Double> languages, List<Double> activity, int utcOffsetHours, double visitsPerDay) {

    public static final int MAX_SIZE = 100_000;
    public static final int HOURS = 24;
    public static final int MAX_WEIGHT = 1_000;
    public static final int MAX_LANGUAGES = 20;
    public static final int MAX_VISITS_PER_DAY = 200;

    /** Fewer than one visit in a hundred days can't be told from none in a test. */
    public static final double MIN_VISITS_PER_DAY = 0.01;

    public static final double DEFAULT_VISITS_PER_DAY = 4;
    public static final Map<String, Double> DEFAULT_LANGUAGES = Map.of("en", 0.5, "ru", 0.5);

    /** Quiet nights, a rise in the morning, a plateau by day and a peak in the evening. Invented. */
    public static final List<Double> DEFAULT_ACTIVITY = List.of(
            2.0, 1.0, 0.6, 0.4, 0.4, 0.7, 1.5, 3.0, 4.5, 5.0, 5.0, 5.0, 5.5, 5.5, 5.0, 5.0, 5.0, 5.5, 6.5, 7.5, 8.0,
            8.0, 6.5, 4.0);

    /** A world of channels and bots in which only the sessions act that somebody starts. */
    public static final PopulationSpec NOBODY =
            new PopulationSpec(0, DEFAULT_LANGUAGES, DEFAULT_ACTIVITY, 0, DEFAULT_VISITS_PER_DAY);

    private static final double TOLERANCE = 0.001;

    public PopulationSpec {
        languages = Collections.unmodifiableMap(new TreeMap<>(languages));
        activity = List.copyOf(activity);
        RuleCollector ruleCollector = new RuleCollector();
        ruleCollector.between(size, 0, MAX_SIZE, "size");
        checkLanguages(ruleCollector, languages);
        checkActivity(ruleCollector, activity);
        ruleCollector.between(utcOffsetHours, -12, 14, "utc_offset_hours");
        ruleCollector.that(
                visitsPerDay == 0 || (visitsPerDay >= MIN_VISITS_PER_DAY && visitsPerDay <= MAX_VISITS_PER_DAY),
                "visits_per_day",
                "allowed is 0, or " + MIN_VISITS_PER_DAY + " to " + MAX_VISITS_PER_DAY + ", not " + visitsPerDay);
        ruleCollector.enforce();
    }

    /** Of the people's clocks. */
    public ZoneOffset offset() {
        return ZoneOffset.ofHours(utcOffsetHours);
    }

    /** The hour of the local day in which most visits begin, the first of several. */
    public int busiestHour() {
        return activity.indexOf(Collections.max(activity));
    }

    private static void checkLanguages(RuleCollector ruleCollector, Map<String, Double> languages) {
        ruleCollector.that(languages.size() <= MAX_LANGUAGES, "languages", "at most " + MAX_LANGUAGES + " are allowed");
        languages.forEach((language, share) -> {
            ruleCollector.language(language, "languages");
            ruleCollector.between(share, 0, 1, "languages." + language);
        });
        double sum = languages.values().stream().mapToDouble(share -> share).sum();
        ruleCollector.that(Math.abs(sum - 1) <= TOLERANCE, "languages", "the shares must sum to 1, not " + sum);
    }

    private static void checkActivity(RuleCollector ruleCollector, List<Double> activity) {
        ruleCollector.that(
                activity.size() == HOURS,
                "activity",
                "needs " + HOURS + " weights, one for each hour from midnight, not " + activity.size());
        for (int hour = 0; hour < activity.size(); hour++) {
            ruleCollector.between(activity.get(hour), 0, MAX_WEIGHT, "activity[" + hour + "]");
        }
        ruleCollector.that(
                activity.stream().anyMatch(weight -> weight > 0), "activity", "needs at least one weight above 0");
    }
}
