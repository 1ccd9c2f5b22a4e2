package dev.heatup.sandbox.spec;

import dev.heatup.text.OneLine;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Collects what is wrong with a record, so that its constructor can say everything at once. Not thread-safe. */
final class RuleCollector {

    /** What is quoted of a text that is wrong. */
    private static final int QUOTED = 40;

    /** Whoever shows them shows no more. */
    private static final int MANY = 101;

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");

    private final List<SpecError> mistakes = new ArrayList<>();

    /** @throws InvalidSpecException when a rule is broken */
    void enforce() {
        if (!mistakes.isEmpty()) {
            throw new InvalidSpecException(mistakes);
        }
    }

    static String quoted(String text) {
        return "'" + OneLine.of(text, QUOTED) + "'";
    }

    /** Whether so much is wrong that hints no longer help, and only cost. */
    boolean isCrowded() {
        return mistakes.size() >= MANY;
    }

    void that(boolean holds, String path, String message) {
        if (!holds && !isCrowded()) {
            mistakes.add(new SpecError(path, message));
        }
    }

    /** What the reader of a file could not hold is the greatest or least int, and not what the file says. */
    void between(long value, long least, long most, String path) {
        String given = value == Integer.MAX_VALUE || value == Integer.MIN_VALUE ? "" : ", not " + value;
        that(value >= least && value <= most, path, "allowed is " + least + " to " + most + given);
    }

    /** Not a number is outside of everything. */
    void between(double value, long least, long most, String path) {
        that(value >= least && value <= most, path, "allowed is " + least + " to " + most + ", not " + value);
    }

    /** A bound for all parts together. */
    void sum(double sum, int most, String path, String verb, String what) {
        that(
                sum <= most,
                path,
                "all together " + verb + " at most " + most + " " + what + ", not "
                        + BigDecimal.valueOf(sum).stripTrailingZeros().toPlainString());
    }

    void atMost(int most, List<?> list, String path) {
        that(list.size() <= most, path, "at most " + most + " are allowed, not " + list.size());
    }

    void distinct(List<?> list, String path) {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            that(seen.add(list.get(i)), path + "[" + i + "]", quoted(list.get(i).toString()) + " is there twice");
        }
    }

    /** Text without breaks and control characters, counted in code points. */
    void line(String text, int least, int most, String path) {
        int length = text.codePointCount(0, text.length());
        boolean blank = least > 0 && text.isBlank();
        that(
                !blank && length >= least && length <= most && OneLine.isOne(text),
                path,
                "allowed are " + least + " to " + most + " characters on one line");
    }

    void language(String code, String path) {
        that(LANGUAGE.matcher(code).matches(), path, "allowed is a two-letter language code, like en or ru");
    }

    /** World files know milliseconds. */
    void between(Duration value, Duration least, Duration most, String path) {
        that(
                value.compareTo(least) >= 0
                        && value.compareTo(most) <= 0
                        && value.equals(Duration.ofMillis(value.toMillis())),
                path,
                "allowed is " + DurationFormat.written(least) + " to " + DurationFormat.written(most));
    }
}
