package dev.heatup.settings;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the setting that somebody who mistyped probably meant. */
final class Nearest {

    /** More mistakes than this are another word. */
    private static final int MOST_EDITS = 4;

    private Nearest() {}

    static Optional<Setting> to(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return Arrays.stream(Setting.values())
                .filter(s -> edits(upper, s.name()) <= MOST_EDITS)
                .min(Comparator.comparingInt(s -> edits(upper, s.name())));
    }

    /** Levenshtein's distance. */
    private static int edits(String a, String b) {
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
