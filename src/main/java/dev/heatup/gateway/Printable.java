package dev.heatup.gateway;

/** Text from a network, made fit for a log line: bounded, on one line, without characters that act on a terminal. */
final class Printable {

    private Printable() {}

    /** At most {@code limit} code points; what can't be shown becomes U+FFFD, line breaks among it. */
    static String of(String text, int limit) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(limit).map(c -> isShown(c) ? c : 0xFFFD).forEach(shown::appendCodePoint);
        return shown.toString();
    }

    /** False for controls, separators of lines, and the format characters that reorder text on a screen. */
    private static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
