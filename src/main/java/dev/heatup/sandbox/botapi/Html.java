package dev.heatup.sandbox.botapi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** The Bot API's HTML. Goes the official server's way through the text, so that it fails at the same place. */
final class Html {

    private final MarkupReader text;
    private final Deque<HtmlTag> open = new ArrayDeque<>();
    private int i;

    private Html(String text) {
        this.text = new MarkupReader(text);
    }

    static FormattedText parse(String text) throws Rejected {
        return new Html(text).parse();
    }

    private FormattedText parse() throws Rejected {
        while (i < text.size()) {
            int c = text.at(i);
            int decoded = c == '&' ? reference() : 0;
            if (decoded != 0) {
                text.write(decoded);
            } else if (c != '<') {
                text.keep(i++);
            } else if (text.at(i + 1) == '/') {
                end();
            } else {
                begin();
            }
        }
        if (!open.isEmpty()) {
            throw new Rejected("Can't find end tag corresponding to start tag \""
                    + open.getLast().name() + '"');
        }
        text.entities().replaceAll(Html::withoutLanguageOfPlainCode);
        return text.result();
    }

    private static Entity withoutLanguageOfPlainCode(Entity entity) {
        return entity.type() == EntityType.CODE
                ? new Entity(EntityType.CODE, entity.offset(), entity.length())
                : entity;
    }

    /** A character reference, and stands behind it; 0 for none, and stands still. */
    private int reference() throws Rejected {
        int end = i + 1;
        int code = 0;
        if (text.at(end) == '#') {
            boolean hex = text.at(end + 1) == 'x';
            end += hex ? 2 : 1;
            for (int digit = digit(end, hex); digit >= 0 && end - i < 10; digit = digit(end, hex)) {
                code = code * (hex ? 16 : 10) + digit;
                end++;
            }
            if (code == 0 || code >= 0x10FFFF || end - i >= 10) {
                return 0;
            }
        } else {
            while (Character.isLetter(text.at(end)) && text.at(end) < 0x80) {
                end++;
            }
            code = switch (text.slice(i + 1, end)) {
                case "lt" -> '<';
                case "gt" -> '>';
                case "amp" -> '&';
                case "quot" -> '"';
                default -> 0;
            };
            if (code == 0) {
                return 0;
            }
        }
        if (code >= 0xD800 && code <= 0xDFFF) {
            throw new Rejected("Text contains invalid Unicode characters after decoding HTML entities, check for "
                    + "unmatched surrogate code units");
        }
        i = text.at(end) == ';' ? end + 1 : end;
        return code;
    }

    private int digit(int place, boolean hex) {
        return text.at(place) < 0x80 ? Character.digit(text.at(place), hex ? 16 : 10) : -1;
    }

    private void begin() throws Rejected {
        int place = i++;
        while (!text.isSpace(i) && text.at(i) != '>') {
            i++;
        }
        if (i >= text.size()) {
            throw new Rejected("Unclosed start tag at byte offset " + place);
        }
        String tag = text.slice(place + 1, i).toLowerCase(Locale.ROOT);
        if (!HtmlTag.isKnown(tag)) {
            throw new Rejected("Unsupported start tag \"" + tag + "\" at byte offset " + place);
        }
        String argument = "";
        long unixTime = 0;
        for (skipSpace(); text.at(i) != '>'; skipSpace()) {
            String name = attributeName(tag, place);
            String value = attributeValue(tag, place);
            if (tag.equals("tg-time") && name.equals("unix")) {
                unixTime = value.matches("[0-9]{1,10}") ? Long.parseLong(value) : 0;
            } else if (HtmlTag.counts(tag, name, value)) {
                argument = HtmlTag.argument(tag, value);
            }
        }
        if (tag.equals("span") && !argument.equals("spoiler")) {
            throw new Rejected("Tag \"span\" must have class \"tg-spoiler\" at byte offset " + place);
        }
        i++;
        open.addLast(new HtmlTag(tag, argument, unixTime, text.units()));
    }

    private void skipSpace() {
        while (i < text.size() && text.isSpace(i)) {
            i++;
        }
    }

    private String attributeName(String tag, int place) throws Rejected {
        int from = i;
        while (!text.isSpace(i) && "=>/\"'".indexOf(text.at(i)) < 0) {
            i++;
        }
        if (i == from) {
            throw i >= text.size()
                    ? new Rejected("Unclosed start tag \"" + tag + "\" at byte offset " + place)
                    : new Rejected("Empty attribute name in the tag \"" + tag + "\" at byte offset " + place);
        }
        return text.slice(from, i);
    }

    /** Empty when the attribute has none. */
    private String attributeValue(String tag, int place) throws Rejected {
        skipSpace();
        if (i < text.size() && text.at(i) != '=') {
            return "";
        }
        i++;
        skipSpace();
        if (i >= text.size()) {
            throw new Rejected("Unclosed start tag \"" + tag + "\" at byte offset " + place);
        }
        String value = text.at(i) == '"' || text.at(i) == '\'' ? quoted() : token();
        if (i >= text.size()) {
            throw new Rejected("Unclosed start tag at byte offset " + place);
        }
        return value;
    }

    private String token() throws Rejected {
        int from = i;
        while (text.at(i) < 0x80 && (Character.isLetterOrDigit(text.at(i)) || ".-".indexOf(text.at(i)) >= 0)) {
            i++;
        }
        if (!text.isSpace(i) && text.at(i) != '>') {
            throw new Rejected("Unexpected end of name token at byte offset " + from);
        }
        return text.slice(from, i).toLowerCase(Locale.ROOT);
    }

    private String quoted() throws Rejected {
        int quote = text.at(i++);
        StringBuilder value = new StringBuilder();
        int from = i;
        while (i < text.size() && text.at(i) != quote) {
            int before = i;
            int decoded = text.at(i) == '&' ? reference() : 0;
            if (decoded == 0) {
                i++;
            } else {
                value.append(text.slice(from, before)).appendCodePoint(decoded);
                from = i;
            }
        }
        value.append(text.slice(from, i));
        i++;
        return value.toString();
    }

    private void end() throws Rejected {
        int place = i;
        if (open.isEmpty()) {
            throw new Rejected("Unexpected end tag at byte offset " + place);
        }
        i += 2;
        while (!text.isSpace(i) && text.at(i) != '>') {
            i++;
        }
        String tag = text.slice(place + 2, Math.min(i, text.size())).toLowerCase(Locale.ROOT);
        skipSpace();
        if (text.at(i) != '>') {
            throw new Rejected("Unclosed end tag at byte offset " + place);
        }
        i++;
        HtmlTag closed = open.removeLast();
        if (!tag.isEmpty() && !tag.equals(closed.name())) {
            throw new Rejected("Unmatched end tag at byte offset " + place + ", expected \"</" + closed.name()
                    + ">\", found \"</" + tag + ">\"");
        }
        if (text.units() > closed.offset()) {
            closed.close(text);
        }
    }
}
