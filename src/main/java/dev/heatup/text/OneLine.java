package dev.heatup.text;

/**
 * Text from a model, a gateway, a channel or a caller, bounded and on one line. What can't be shown is neither kept nor
 * dropped silently, it becomes U+FFFD. Stateless.
 */
public final class OneLine {

    private static final int REPLACEMENT = 0xFFFD;

    /** Holds composed emoji together, and moves nothing on a screen. */
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private OneLine() {}

    /** The first {@code limit} code points. */
    public static String of(String text, int limit) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(limit).map(c -> isShown(c) ? c : REPLACEMENT).forEach(line::appendCodePoint);
        return line.toString();
    }

    /** Whether {@link #of} would keep every character of it, whatever its length. */
    public static boolean isOne(String text) {
        return text.codePoints().allMatch(OneLine::isShown);
    }

    /** False for controls, separators of lines, and the format characters that reorder text on a screen. */
    private static boolean isShown(int codePoint) {
        if (codePoint == ZERO_WIDTH_JOINER) {
            return true;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
