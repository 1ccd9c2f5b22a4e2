package dev.heatup.text;

import java.util.Set;

/**
 * What a section of a {@linkplain PhraseFile phrase file} must hold.
 *
 * @param name as in its header; {@code thoughts.*} stands for any number of sections, none included, whose names begin
 *     with {@code thoughts.}
 * @param content what its lines are
 * @param placeholders what may stand between braces in its lines
 */
public record PhraseSection(String name, Content content, Set<String> placeholders) {

    private static final String ANY = ".*";

    /** What the lines of a section are. */
    public enum Content {
        /** One line or more, each a phrase. */
        PHRASES,
        /** One line, in which all placeholders stand. */
        PHRASE,
        /** One line or more, each a regular expression; braces belong to it. */
        EXPRESSIONS
    }

    public static PhraseSection phrases(String name, String... placeholders) {
        return new PhraseSection(name, Content.PHRASES, Set.of(placeholders));
    }

    public static PhraseSection phrase(String name, String... placeholders) {
        return new PhraseSection(name, Content.PHRASE, Set.of(placeholders));
    }

    public static PhraseSection expressions(String name) {
        return new PhraseSection(name, Content.EXPRESSIONS, Set.of());
    }

    boolean isRequired() {
        return !name.endsWith(ANY);
    }

    boolean describes(String section) {
        return isRequired()
                ? section.equals(name)
                : section.startsWith(name.substring(0, name.length() - 1)) && section.length() > name.length() - 1;
    }
}
