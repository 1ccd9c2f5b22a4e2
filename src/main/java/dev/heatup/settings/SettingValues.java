package dev.heatup.settings;

import dev.heatup.text.SpellingSuggestion;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was set, turned into numbers, durations and the like. A value that is impossible becomes a problem, and the
 * default stands in for it, so that the rest is judged as well. Not thread-safe; lives for one load.
 */
final class SettingValues {

    private static final Pattern PLAIN_NUMBER = Pattern.compile("-?\\d{1,12}(?:\\.\\d{1,9})?");

    private final Map<Setting, String> set = new EnumMap<>(Setting.class);
    private final List<SettingProblem> problems;
    private final Map<Setting, String> defaults;

    /** @param defaults of some settings, in place of their own */
    SettingValues(List<SettingProblem> problems, Map<Setting, String> defaults) {
        this.problems = problems;
        this.defaults = Map.copyOf(defaults);
    }

    /** Takes what is ours; the environment is read after the file, and wins, also with an empty value. */
    void take(Map<String, String> from) {
        from.forEach((name, value) ->
                Setting.named(name).ifPresentOrElse(setting -> set.put(setting, value.strip()), () -> unknown(name)));
    }

    private void unknown(String name) {
        if (name.toUpperCase(Locale.ROOT).startsWith(Setting.PREFIX)) {
            String hint = SpellingSuggestion.to(
                            name,
                            Arrays.stream(Setting.values()).map(Setting::name).toList())
                    .map(s -> "did you mean " + s + "?")
                    .orElse(".env.example lists all settings");
            problems.add(new SettingProblem(PrintableText.of(name), "there is no such setting; " + hint));
        }
    }

    boolean isSet(Setting setting) {
        return !set.getOrDefault(setting, "").isEmpty();
    }

    /** As written, or the default when unset or empty. */
    String text(Setting setting) {
        return isSet(setting) ? set.getOrDefault(setting, "") : defaults.getOrDefault(setting, setting.byDefault());
    }

    int integer(Setting setting, int from, int to) {
        String text = text(setting);
        if (text.matches("\\d{1,9}")) {
            int value = Integer.parseInt(text);
            if (value >= from && value <= to) {
                return value;
            }
        }
        problem(setting, "a whole number from " + from + " to " + to);
        return setting.byDefault().isEmpty() ? from : Integer.parseInt(setting.byDefault());
    }

    double number(Setting setting, double from, double to) {
        String text = text(setting);
        if (PLAIN_NUMBER.matcher(text).matches()) {
            double value = Double.parseDouble(text);
            if (value >= from && value <= to) {
                return value;
            }
        }
        problem(setting, "a number from " + plain(from) + " to " + plain(to));
        return Double.parseDouble(setting.byDefault());
    }

    Duration seconds(Setting setting, int from, int to) {
        String text = text(setting);
        if (PLAIN_NUMBER.matcher(text).matches()) {
            double value = Double.parseDouble(text);
            if (value >= from && value <= to) {
                return Duration.ofMillis(Math.round(value * 1000));
            }
        }
        problem(setting, "seconds, a number from " + from + " to " + to);
        return Duration.ofMillis(Math.round(Double.parseDouble(setting.byDefault()) * 1000));
    }

    @Nullable
    Long wholeNumber(Setting setting) {
        if (!isSet(setting)) {
            return null;
        }
        try {
            return Long.parseLong(text(setting));
        } catch (NumberFormatException e) {
            problem(setting, "a whole number of at most 64 bits");
            return null;
        }
    }

    /** An http or https address with a host, or null when unset. */
    @Nullable
    URI address(Setting setting) {
        if (!isSet(setting)) {
            return null;
        }
        try {
            URI uri = new URI(text(setting));
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below, without the value: its user part may hold a password.
        }
        hiddenProblem(setting, "must be an address such as http://127.0.0.1:9000 (http or https, with a host)");
        return null;
    }

    void problem(Setting setting, String allowed) {
        hiddenProblem(setting, "must be " + allowed + ", but is \"" + PrintableText.of(text(setting)) + "\"");
    }

    /** A problem with a setting whose value isn't shown. */
    void hiddenProblem(Setting setting, String sentence) {
        problems.add(new SettingProblem(setting.name(), sentence));
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
