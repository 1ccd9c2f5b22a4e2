package dev.heatup.dialogue;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells which of some labels fits an intent best, without a language model. Stateless. */
public final class LabelMatcher {

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}0-9]+");

    /** Endings differ more than beginnings, in Russian above all. */
    private static final int STEM = 4;

    private LabelMatcher() {}

    /**
     * The index of the label with most words of the intent; among equals, chance decides.
     *
     * @param labels at least one
     */
    public static int closest(String intent, List<String> labels, RandomGenerator random) {
        Set<String> wanted = stems(intent);
        long best =
                labels.stream().mapToLong(label -> common(wanted, label)).max().orElseThrow();
        int[] equals = java.util.stream.IntStream.range(0, labels.size())
                .filter(i -> common(wanted, labels.get(i)) == best)
                .toArray();
        return equals[random.nextInt(equals.length)];
    }

    private static long common(Set<String> wanted, String label) {
        return stems(label).stream().filter(wanted::contains).count();
    }

    private static Set<String> stems(String text) {
        return NO_LETTERS
                .splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> word.length() >= 3)
                .map(word -> word.substring(0, Math.min(STEM, word.length())))
                .collect(Collectors.toSet());
    }
}
