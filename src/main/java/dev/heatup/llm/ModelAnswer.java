package dev.heatup.llm;

import dev.heatup.text.OneLine;

/** What came of a question. Any of them may have cost tokens. */
public sealed interface ModelAnswer {

    Tokens tokens();

    /** A complete answer. Its text is untrusted, at most {@value #MAX_TEXT} characters, and keeps no promise of a schema. */
    record Text(String text, Tokens tokens) implements ModelAnswer {
        public Text {
            if (text.length() > MAX_TEXT) {
                throw new IllegalArgumentException("an answer has at most " + MAX_TEXT + " characters");
            }
        }
    }

    /** The model declined. */
    record Refused(String why, Tokens tokens) implements ModelAnswer {
        public Refused {
            why = OneLine.of(why, MAX_WHY);
        }
    }

    /** The answer ran into its token limit; what there is of it is useless. */
    record Truncated(Tokens tokens) implements ModelAnswer {}

    /** No answer: no time, no connection, an error, or something that is no answer. */
    record Unavailable(String why, Tokens tokens) implements ModelAnswer {
        public Unavailable {
            why = OneLine.of(why, MAX_WHY);
        }

        public static Unavailable because(String why) {
            return new Unavailable(why, Tokens.NONE);
        }
    }

    int MAX_TEXT = 64_000;

    /** Longest {@code why}. */
    int MAX_WHY = 200;
}
