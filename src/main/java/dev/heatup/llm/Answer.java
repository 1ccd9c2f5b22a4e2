package dev.heatup.llm;

/** What came of a question. Any of them may have cost tokens. */
public sealed interface Answer {

    Tokens tokens();

    /** A complete answer. Its text is untrusted, at most {@value #MAX_TEXT} characters, and keeps no promise of a schema. */
    record Text(String text, Tokens tokens) implements Answer {
        public Text {
            if (text.length() > MAX_TEXT) {
                throw new IllegalArgumentException("an answer has at most " + MAX_TEXT + " characters");
            }
        }
    }

    /** The model declined. */
    record Refused(String why, Tokens tokens) implements Answer {
        public Refused {
            why = oneLine(why);
        }
    }

    /** The answer ran into its token limit; what there is of it is useless. */
    record Truncated(Tokens tokens) implements Answer {}

    /** No answer: no time, no connection, an error, or something that is no answer. */
    record Unavailable(String why, Tokens tokens) implements Answer {
        public Unavailable {
            why = oneLine(why);
        }

        public static Unavailable because(String why) {
            return new Unavailable(why, Tokens.NONE);
        }
    }

    int MAX_TEXT = 64_000;

    /** Longest {@code why}. */
    int MAX_WHY = 200;

    /** For logs and reports: without controls, line breaks and reordering characters, and short. */
    private static String oneLine(String text) {
        String line = text.codePoints()
                .limit(MAX_WHY)
                .map(c -> Character.getType(c) == Character.SPACE_SEPARATOR || isPrintable(c) ? c : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return line.length() <= MAX_WHY ? line : line.substring(0, line.offsetByCodePoints(0, MAX_WHY / 2));
    }

    private static boolean isPrintable(int codePoint) {
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
