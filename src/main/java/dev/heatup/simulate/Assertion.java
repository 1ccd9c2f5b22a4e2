package dev.heatup.simulate;

import dev.heatup.text.EnumNames;
import dev.heatup.text.OneLine;
import dev.heatup.text.SpellingSuggestion;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody expects of a simulation: {@code bot_reply_p95 < 2s}.
 *
 * @param bound in the metric's unit
 * @param text as it was written, on one line
 */
public record Assertion(Metric metric, Comparison comparison, double bound, String text) {

    private static final int MAX_LENGTH = 200;

    private static final Pattern WRITTEN =
            Pattern.compile("\\s*(\\w+)\\s*(<=|>=|==|<|>)\\s*([0-9]{1,12}(?:\\.[0-9]{1,6})?)\\s*(\\w*|%)\\s*");

    /** How a measure is held against a bound. */
    public enum Comparison {
        LESS("<"),
        AT_MOST("<="),
        MORE(">"),
        AT_LEAST(">="),
        EQUAL("==");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        boolean holds(double measured, double bound) {
            int order = Double.compare(measured, bound);
            return switch (this) {
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case MORE -> order > 0;
                case AT_LEAST -> order >= 0;
                case EQUAL -> order == 0;
            };
        }

        private static Comparison of(String sign) {
            return List.of(values()).stream()
                    .filter(comparison -> comparison.sign.equals(sign))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What reading an assertion gives. */
    public sealed interface Reading {
        record Read(Assertion assertion) implements Reading {}

        /** @param why a sentence that says what is allowed */
        record Invalid(String why) implements Reading {}
    }

    /**
     * What came of an assertion.
     *
     * @param measured null when there was nothing to measure, which nothing is asserted of
     */
    public record Verdict(Assertion assertion, @Nullable Double measured) implements JUnitReport.Case {

        public boolean holds() {
            return measured != null && assertion.comparison.holds(measured, assertion.bound);
        }

        /** For people. */
        public String found() {
            return measured == null
                    ? "nothing to measure"
                    : assertion.metric.unit().written(measured);
        }

        @Override
        public String title() {
            return assertion.text;
        }

        @Override
        public Optional<String> failure() {
            return holds() ? Optional.empty() : Optional.of(measure());
        }

        /** The metric and what was measured of it. */
        public String measure() {
            return assertion.metric.written() + ": " + found();
        }
    }

    public Verdict on(Map<Metric, Double> measured) {
        return new Verdict(this, measured.get(metric));
    }

    /** Reads {@code METRIC OP VALUE}; times have the unit ms or s, shares may have %. */
    public static Reading read(String text) {
        String shown = OneLine.of(text, MAX_LENGTH).strip();
        Matcher parts = WRITTEN.matcher(text);
        if (text.length() > MAX_LENGTH || !parts.matches()) {
            return new Reading.Invalid(
                    "an assertion is METRIC OP VALUE with one of < <= > >= ==, as 'bot_reply_p95 < 2s', not '" + shown
                            + "'");
        }
        String name = parts.group(1);
        Optional<Metric> metric = EnumNames.find(Metric.class, name);
        if (metric.isEmpty()) {
            return new Reading.Invalid(unknown(OneLine.of(name, MAX_LENGTH)));
        }
        return power(metric.get().unit(), parts.group(4))
                .<Reading>map(power -> new Reading.Read(new Assertion(
                        metric.get(),
                        Comparison.of(parts.group(2)),
                        new BigDecimal(parts.group(3)).scaleByPowerOfTen(power).doubleValue(),
                        shown)))
                .orElseGet(() -> new Reading.Invalid("'" + shown + "': " + allowed(metric.get())));
    }

    private static String unknown(String name) {
        List<String> names = EnumNames.all(Metric.class);
        String meant = SpellingSuggestion.to(name, names)
                .map(near -> "; did you mean " + near + "?")
                .orElse(".");
        return "there is no metric " + name + meant + " There are: " + String.join(", ", names);
    }

    /** The power of ten from what is written to what is measured in, so that 93% is the double nearest to 0.93; empty for another unit. */
    private static Optional<Integer> power(Metric.Unit unit, String written) {
        return switch (unit + " " + written) {
            case "COUNT ", "MILLIS ms", "SHARE ", "CORRELATION " -> Optional.of(0);
            case "MILLIS s" -> Optional.of(3);
            case "SHARE %" -> Optional.of(-2);
            default -> Optional.empty();
        };
    }

    private static String allowed(Metric metric) {
        return metric.written()
                + switch (metric.unit()) {
                    case COUNT, CORRELATION -> " is a number without a unit";
                    case MILLIS -> " is a time, in ms or s";
                    case SHARE -> " is a share, as 0.9 or 90%";
                };
    }
}
