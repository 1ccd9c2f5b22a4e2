package dev.heatup.run;

/**
 * Why a step or a run went wrong.
 *
 * @param code stable: the network's own name ({@code CHANNEL_PRIVATE}) or ours ({@code outcome_unknown})
 * @param message for people; bounded and on one line
 */
public record Problem(String code, String message) {

    private static final int LONGEST = 300;

    public Problem {
        code = line(code);
        message = line(message);
    }

    /** Gateways and models are not trusted with line breaks, nor with length. */
    private static String line(String text) {
        String clean = text.codePoints()
                .limit(LONGEST)
                .map(c -> isSafe(c) ? c : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return clean.strip();
    }

    private static boolean isSafe(int codePoint) {
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
