package dev.heatup.sandbox.botapi;

import java.nio.charset.StandardCharsets;

/** The legacy Markdown of the Bot API, which nests nothing. Goes the official server's way through the text. */
final class Markdown {

    private final MarkupReader text;
    private int i;

    private Markdown(String text) {
        this.text = new MarkupReader(text);
    }

    static FormattedText parse(String text) throws Rejected {
        return new Markdown(text).parse();
    }

    private FormattedText parse() throws Rejected {
        for (i = 0; i < text.size(); i++) {
            int c = text.at(i);
            if (c == '\\' && "_*`[".indexOf(text.at(i + 1)) >= 0) {
                i++;
                text.keep(i);
            } else if (c == '_' || c == '*' || c == '`' || c == '[') {
                entity((char) c);
            } else {
                text.keep(i);
            }
        }
        return text.result();
    }

    private void entity(char begin) throws Rejected {
        int beginPlace = i;
        int offset = text.units();
        boolean pre = begin == '`' && text.at(i + 1) == '`' && text.at(i + 2) == '`';
        i += pre ? 3 : 1;
        String language = pre ? language(text, i) : "";
        if (pre) {
            i = afterFirstLineBreak(text, i + language.getBytes(StandardCharsets.UTF_8).length);
        }
        while (i < text.size() && !isEnd(begin, pre)) {
            text.keep(i++);
        }
        if (i == text.size()) {
            throw new Rejected("Can't find end of the entity starting at byte offset " + beginPlace);
        }
        if (begin == '[') {
            link(offset, beginPlace);
        } else {
            EntityType type = switch (begin) {
                case '_' -> EntityType.ITALIC;
                case '*' -> EntityType.BOLD;
                default -> pre ? EntityType.PRE : EntityType.CODE;
            };
            text.add(type, offset, Entity.language(language));
        }
        i += pre ? 2 : 0;
    }

    private boolean isEnd(char begin, boolean pre) {
        return text.at(i) == (begin == '[' ? ']' : begin) && (!pre || (text.at(i + 1) == '`' && text.at(i + 2) == '`'));
    }

    private void link(int offset, int beginPlace) {
        String url;
        if (text.at(i + 1) == '(') {
            int from = i + 2;
            i = from;
            while (i < text.size() && text.at(i) != ')') {
                i++;
            }
            url = text.slice(from, i);
        } else {
            url = text.slice(beginPlace + 1, i);
        }
        LinkTargets.of(url).ifPresent(link -> text.add(link.type(), offset, link.more()));
    }

    /** Of a block of code, at its beginning; empty when it names none. */
    static String language(MarkupReader text, int from) {
        int end = from;
        while (!text.isSpace(end) && text.at(end) != '`') {
            end++;
        }
        return end > from && end < text.size() && text.at(end) != '`' ? text.slice(from, end) : "";
    }

    /** One line break at the beginning of a block of code is none of it. */
    static int afterFirstLineBreak(MarkupReader text, int from) {
        int c = text.at(from);
        int next = text.at(from + 1);
        if (c != '\n' && c != '\r') {
            return from;
        }
        return (next == '\n' || next == '\r') && next != c ? from + 2 : from + 1;
    }
}
