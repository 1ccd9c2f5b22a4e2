package dev.heatup.cli;

import java.util.List;
import java.util.stream.Collectors;

/** Commands that can be pasted into a shell. Stateless. */
final class ShellWords {

    private ShellWords() {}

    static String line(List<String> words) {
        return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./=:+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
