package dev.heatup.sandbox.spec;

import java.util.List;

/** Which reactions a chat allows. */
public sealed interface Reactions {

    /** A chat offers at most these many of its own choice; the number is the sandbox's. */
    int MOST = 100;

    /** Any that Telegram knows. */
    record All() implements Reactions {}

    record None() implements Reactions {}

    /** These, each an emoji. */
    record Some(List<String> emoji) implements Reactions {

        /** Families and flags take several characters. */
        private static final int LONGEST = 16;

        public Some {
            emoji = List.copyOf(emoji);
            Rules rules = new Rules();
            rules.that(!emoji.isEmpty(), "", "needs at least one emoji; write none for no reactions");
            rules.atMost(MOST, emoji, "");
            rules.distinct(emoji, "");
            for (int i = 0; i < emoji.size(); i++) {
                rules.that(isEmoji(emoji.get(i)), "[" + i + "]", "allowed is one emoji, like 👍");
            }
            rules.enforce();
        }

        /** No letters and no spaces; which emoji the network knows is the network's to say. */
        private static boolean isEmoji(String text) {
            return !text.isEmpty()
                    && text.length() <= LONGEST
                    && text.codePoints()
                            .noneMatch(c -> Character.isLetterOrDigit(c)
                                    || Character.isWhitespace(c)
                                    || Character.isISOControl(c)
                                    || c < 128);
        }
    }
}
