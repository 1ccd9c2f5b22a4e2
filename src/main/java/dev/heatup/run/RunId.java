package dev.heatup.run;

import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Names a run; sorts by the time of its creation (a ULID in lower case behind {@code run_}). */
public record RunId(String value) implements Comparable<RunId> {

    /** What a run's name looks like; also its pattern in the OpenAPI document. */
    public static final String PATTERN = "run_[0-9a-hjkmnp-tv-z]{26}";

    private static final Pattern ALLOWED = Pattern.compile(PATTERN);
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int TIME_DIGITS = 10;
    private static final int RANDOM_DIGITS = 16;

    public RunId {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("a run_id looks like run_01jd3v0c9k7m2p4q6r8s0t2v4w");
        }
    }

    public static RunId create(Instant now, RandomGenerator random) {
        StringBuilder text = new StringBuilder("run_");
        for (int digit = TIME_DIGITS - 1; digit >= 0; digit--) {
            text.append(DIGITS.charAt((int) (now.toEpochMilli() >>> (5 * digit)) & 31));
        }
        for (int digit = 0; digit < RANDOM_DIGITS; digit++) {
            text.append(DIGITS.charAt(random.nextInt(32)));
        }
        return new RunId(text.toString());
    }

    @Override
    public int compareTo(RunId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
