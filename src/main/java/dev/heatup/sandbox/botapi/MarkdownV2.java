package dev.heatup.sandbox.botapi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** MarkdownV2. Goes the official server's way through the text, so that it finds the same and fails at the same place. */
final class MarkdownV2 {

    private static final String RESERVED = "_*[]()~`>#+-=|{}.!\n";

    /**
     * @param language of a block of code
     * @param offset in UTF-16 units of the plain text
     * @param place in bytes of the marked-up text
     */
    private record Open(EntityType type, String language, int offset, int place) {}

    private final MarkupReader text;
    private final Deque<Open> open = new ArrayDeque<>();
    private boolean inQuote;
    private boolean mayStartQuote = true;
    private int i;

    private MarkdownV2(String text) {
        this.text = new MarkupReader(text);
    }

    static FormattedText parse(String text) throws Rejected {
        return new MarkdownV2(text).parse();
    }

    private FormattedText parse() throws Rejected {
        for (i = 0; i < text.size(); i++) {
            int c = text.at(i);
            if (isEscape(i)) {
                i++;
                keep();
            } else if (reserved().indexOf(c) < 0) {
                keep();
            } else if (isEnd(c)) {
                end(c);
            } else {
                begin(c);
            }
        }
        endQuoteAtEndOfText();
        if (!open.isEmpty()) {
            throw unclosed(open.getLast());
        }
        return text.result();
    }

    private boolean isEscape(int place) {
        return text.at(place) == '\\' && text.at(place + 1) > 0 && text.at(place + 1) <= 126;
    }

    private void keep() {
        int c = text.at(i);
        text.keep(i);
        if (c != '\r') {
            mayStartQuote = c == '\n';
        }
    }

    private String reserved() {
        return !open.isEmpty() && open.getLast().type().kind() == EntityType.Kind.VERBATIM ? "`" : RESERVED;
    }

    private boolean isNext(int ahead, char c) {
        return text.at(i + ahead) == c;
    }

    private boolean isEnd(int c) {
        if (open.isEmpty()) {
            return false;
        }
        if (inQuote && c == '\n' && (i + 1 == text.size() || !isNext(1, '>'))) {
            return true;
        }
        return switch (open.getLast().type()) {
            case BOLD -> c == '*';
            case ITALIC -> c == '_' && !isNext(1, '_');
            case UNDERLINE -> c == '_' && isNext(1, '_');
            case STRIKETHROUGH -> c == '~';
            case SPOILER -> c == '|' && isNext(1, '|');
            case CODE -> c == '`';
            case PRE -> c == '`' && isNext(1, '`') && isNext(2, '`');
            case TEXT_LINK, CUSTOM_EMOJI -> c == ']';
            default -> false;
        };
    }

    private void begin(int c) throws Rejected {
        int place = i;
        if (c == '\n') {
            keep();
            return;
        }
        boolean pre = c == '`' && isNext(1, '`') && isNext(2, '`');
        EntityType type = pre ? EntityType.PRE : beginning(c);
        if (type == null) {
            throw new Rejected("Character '" + (char) c + "' is reserved and must be escaped with the preceding '\\'");
        }
        String language = pre ? language() : "";
        if (type == EntityType.BLOCKQUOTE && inQuote) {
            return;
        }
        inQuote |= type == EntityType.BLOCKQUOTE;
        open.addLast(new Open(type, language, text.units(), place));
    }

    /** Null when nothing can begin so. */
    private @Nullable EntityType beginning(int c) {
        return switch (c) {
            case '_' -> doubled('_') ? EntityType.UNDERLINE : EntityType.ITALIC;
            case '*' -> EntityType.BOLD;
            case '~' -> EntityType.STRIKETHROUGH;
            case '[' -> EntityType.TEXT_LINK;
            case '`' -> EntityType.CODE;
            case '|' -> doubled('|') ? EntityType.SPOILER : null;
            case '!' -> doubled('[') ? EntityType.CUSTOM_EMOJI : null;
            case '>' -> mayStartQuote ? EntityType.BLOCKQUOTE : null;
            default -> null;
        };
    }

    private boolean doubled(char c) {
        boolean doubled = isNext(1, c);
        i += doubled ? 1 : 0;
        return doubled;
    }

    /** Stands on the last byte before the code when it is done. */
    private String language() {
        String language = Markdown.language(text, i + 3);
        int from = i + 3 + language.getBytes(StandardCharsets.UTF_8).length;
        i = Markdown.afterFirstLineBreak(text, from) - 1;
        return language;
    }

    private void end(int c) throws Rejected {
        EntityType type = open.getLast().type();
        if (c == '\n' && type != EntityType.BLOCKQUOTE) {
            closeEmptySpoiler();
            type = EntityType.EXPANDABLE_BLOCKQUOTE;
        }
        Open closed = open.removeLast();
        switch (type) {
            case BLOCKQUOTE, EXPANDABLE_BLOCKQUOTE -> {
                inQuote = false;
                text.keep(i);
                mayStartQuote = true;
                text.add(type, closed.offset(), Entity.NOTHING_MORE);
            }
            case TEXT_LINK -> link(closed);
            case CUSTOM_EMOJI -> picture(closed);
            case PRE -> {
                i += 2;
                text.add(type, closed.offset(), Entity.language(closed.language()));
            }
            default -> {
                i += type == EntityType.UNDERLINE || type == EntityType.SPOILER ? 1 : 0;
                text.add(type, closed.offset(), Entity.NOTHING_MORE);
            }
        }
    }

    /** Two bars at the end of a quote make it one that expands. */
    private void closeEmptySpoiler() throws Rejected {
        Open last = open.getLast();
        boolean barsJustBefore = last.place() == i - 2 || (last.place() == i - 3 && text.lastPlainByte() == '\r');
        if (last.type() != EntityType.SPOILER || !barsJustBefore) {
            throw unclosed(last);
        }
        open.removeLast();
        if (open.getLast().type() != EntityType.BLOCKQUOTE) {
            throw unclosed(open.getLast());
        }
    }

    private void endQuoteAtEndOfText() {
        if (!inQuote) {
            return;
        }
        EntityType type = EntityType.BLOCKQUOTE;
        if (open.getLast().type() == EntityType.SPOILER && open.getLast().place() == text.size() - 2) {
            open.removeLast();
            type = EntityType.EXPANDABLE_BLOCKQUOTE;
        }
        if (!open.isEmpty() && open.getLast().type() == EntityType.BLOCKQUOTE) {
            text.add(type, open.removeLast().offset(), Entity.NOTHING_MORE);
        }
    }

    private void link(Open closed) throws Rejected {
        String url = isNext(1, '(') ? url() : text.plainFrom(closed.offset());
        Optional<LinkTargets.Meant> meant = LinkTargets.of(url);
        meant.ifPresent(link -> text.add(link.type(), closed.offset(), link.more()));
    }

    private void picture(Open closed) throws Rejected {
        if (!isNext(1, '(')) {
            throw new Rejected("The entity must contain a tg://emoji or tg://time URL");
        }
        LinkTargets.Meant meant = LinkTargets.picture(url());
        text.add(meant.type(), closed.offset(), meant.more());
    }

    /** In parentheses; stands on the closing one when it is done. */
    private String url() throws Rejected {
        i += 2;
        int from = i;
        StringBuilder url = new StringBuilder();
        int sliceFrom = i;
        while (i < text.size() && text.at(i) != ')') {
            if (isEscape(i)) {
                url.append(text.slice(sliceFrom, i)).append((char) text.at(i + 1));
                i += 2;
                sliceFrom = i;
            } else {
                i++;
            }
        }
        if (text.at(i) != ')') {
            throw new Rejected("Can't find end of a URL at byte offset " + from);
        }
        return url.append(text.slice(sliceFrom, i)).toString();
    }

    private static Rejected unclosed(Open open) {
        String name = open.type() == EntityType.PRE && !open.language().isEmpty()
                ? "PreCode"
                : open.type().errorName();
        return new Rejected("Can't find end of " + name + " entity at byte offset " + open.place());
    }
}
