package dev.heatup.sandbox.botapi;

import java.util.List;
import java.util.Map;

/**
 * A tag of the Bot API's HTML that began.
 *
 * @param argument of the one attribute that counts
 * @param offset where it began, in UTF-16 units of what came out
 */
record HtmlTag(String name, String argument, long unixTime, int offset) {

    private static final Map<String, EntityType> STYLES = Map.ofEntries(
            Map.entry("b", EntityType.BOLD),
            Map.entry("strong", EntityType.BOLD),
            Map.entry("i", EntityType.ITALIC),
            Map.entry("em", EntityType.ITALIC),
            Map.entry("s", EntityType.STRIKETHROUGH),
            Map.entry("strike", EntityType.STRIKETHROUGH),
            Map.entry("del", EntityType.STRIKETHROUGH),
            Map.entry("u", EntityType.UNDERLINE),
            Map.entry("ins", EntityType.UNDERLINE),
            Map.entry("tg-spoiler", EntityType.SPOILER),
            Map.entry("span", EntityType.SPOILER));

    private static final List<String> OTHERS = List.of("a", "pre", "code", "blockquote", "tg-emoji", "tg-time");

    static boolean isKnown(String name) {
        return STYLES.containsKey(name) || OTHERS.contains(name);
    }

    /** Whether it is the one attribute that counts in such a tag. */
    static boolean counts(String tag, String attribute, String value) {
        return switch (tag) {
            case "a" -> attribute.equals("href");
            case "code" -> attribute.equals("class") && value.startsWith("language-");
            case "span" -> attribute.equals("class") && value.startsWith("tg-");
            case "tg-emoji" -> attribute.equals("emoji-id");
            case "tg-time" -> attribute.equals("format");
            case "blockquote" -> attribute.equals("expandable");
            default -> false;
        };
    }

    /** Of that attribute's value, what matters. */
    static String argument(String tag, String value) {
        return switch (tag) {
            case "code" -> value.substring("language-".length());
            case "span" -> value.substring("tg-".length());
            case "blockquote" -> "expandable";
            default -> value;
        };
    }

    /** Makes what it stands for of the text from its beginning to here. */
    void close(MarkupReader text) throws Rejected {
        switch (name) {
            case "a" ->
                LinkTargets.of(argument.isEmpty() ? text.plainFrom(offset) : argument)
                        .ifPresent(link -> text.add(link.type(), offset, link.more()));
            case "tg-emoji" -> {
                LinkTargets.Meant emoji = LinkTargets.customEmoji(argument);
                text.add(emoji.type(), offset, emoji.more());
            }
            case "tg-time" -> {
                LinkTargets.Meant date = LinkTargets.date(unixTime, argument);
                if (unixTime > 0) {
                    text.add(date.type(), offset, date.more());
                }
            }
            case "blockquote" ->
                text.add(
                        argument.isEmpty() ? EntityType.BLOCKQUOTE : EntityType.EXPANDABLE_BLOCKQUOTE,
                        offset,
                        Entity.NOTHING_MORE);
            case "pre", "code" -> code(text);
            default -> text.add(STYLES.getOrDefault(name, EntityType.BOLD), offset, Entity.NOTHING_MORE);
        }
    }

    /** Code that fills a block of code is one with it, and names its language; the two may be nested either way. */
    private void code(MarkupReader text) {
        EntityType type = name.equals("pre") ? EntityType.PRE : EntityType.CODE;
        Entity inner = text.entities().isEmpty() ? null : text.entities().getLast();
        boolean filled = inner != null
                && inner.type() != type
                && inner.type().kind() == EntityType.Kind.VERBATIM
                && inner.offset() == offset
                && inner.end() == text.units();
        if (filled && inner != null) {
            String language = argument + inner.more().text("language").orElse("");
            if (!language.isEmpty()) {
                text.entities().removeLast();
                text.add(EntityType.PRE, offset, Entity.language(language));
                return;
            }
        }
        text.add(type, offset, Entity.language(argument));
    }
}
