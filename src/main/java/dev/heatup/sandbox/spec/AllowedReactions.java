package dev.heatup.sandbox.spec;

import java.util.List;

/** Which reactions a chat allows. */
public sealed interface AllowedReactions {

    /** A chat offers at most these many of its own choice; the number is the sandbox's. */
    int MOST = 100;

    /** Any that Telegram knows. */
    record All() implements AllowedReactions {}

    record None() implements AllowedReactions {}

    /** These, each an emoji. */
    record Some(List<String> emoji) implements AllowedReactions {

        /** Families and flags take several characters. */
        private static final int MAX_EMOJI_LENGTH = 16;

        public Some {
            emoji = List.copyOf(emoji);
            RuleCollector ruleCollector = new RuleCollector();
            ruleCollector.that(!emoji.isEmpty(), "", "needs at least one emoji; write none for no reactions");
            ruleCollector.atMost(MOST, emoji, "");
            ruleCollector.distinct(emoji, "");
            for (int i = 0; i < emoji.size(); i++) {
                ruleCollector.that(isEmoji(emoji.get(i)), "[" + i + "]", "allowed is one emoji, like 👍");
            }
            ruleCollector.enforce();
        }

        /** No letters and no spaces; which emoji the network knows is the network's to say. */
        private static boolean isEmoji(String text) {
            return !text.isEmpty()
                    && text.length() <= MAX_EMOJI_LENGTH
                    && text.codePoints()
                            .noneMatch(c -> Character.isLetterOrDigit(c)
                                    || Character.isWhitespace(c)
                                    || Character.isISOControl(c)
                                    || c < 128);
        }
    }
}
