package dev.heatup.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody who mistyped probably meant. Stateless. */
public final class SpellingSuggestion {

    /** More mistakes than this are another word, and so is a name of which more than half is wrong. */
    private static final int MAX_EDITS = 4;

    /** Longer ones are not names, and comparing them would cost as much as their length. */
    private static final int MAX_LENGTH = 128;

    private SpellingSuggestion() {}

    /** Without regard to case; the first of {@code names} where several are as near. */
    public static Optional<String> to(String written, Collection<String> names) {
        if (written.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return names.stream()
                .filter(name -> edits(written, name) <= Math.min(MAX_EDITS, name.length() / 2))
                .min(Comparator.comparingInt(name -> edits(written, name)));
    }

    /** Levenshtein's distance. */
    private static int edits(String one, String another) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = another.toLowerCase(Locale.ROOT);
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
