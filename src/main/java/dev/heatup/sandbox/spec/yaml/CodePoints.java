package dev.heatup.sandbox.spec.yaml;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * A whole text as SnakeYAML's scanner reads it. The library's own reader copies what it has of a token at every 1,023
 * characters, so that a token of 4 MB takes 20 seconds, and gives each place a copy of its surroundings; here every
 * character is looked at once, and the places share the text. Not thread-safe.
 */
final class CodePoints extends StreamReader {

    private static final int END = '\0';
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final int[] text;
    private int index;
    private int line;
    private int column;

    /** @throws ReaderException at the first character that YAML does not allow */
    CodePoints(String text) {
        super("");
        this.text = text.codePoints().toArray();
        for (int i = 0; i < this.text.length; i++) {
            if (!isPrintable(this.text[i])) {
                throw new ReaderException("", i, this.text[i], "special characters are not allowed");
            }
        }
    }

    @Override
    public int peek() {
        return peek(0);
    }

    @Override
    public int peek(int offset) {
        return index + offset < text.length ? text[index + offset] : END;
    }

    @Override
    public String prefix(int length) {
        return new String(text, index, Math.min(length, text.length - index));
    }

    @Override
    public String prefixForward(int length) {
        String prefix = prefix(length);
        index += length;
        column += length;
        return prefix;
    }

    @Override
    public void forward() {
        forward(1);
    }

    @Override
    public void forward(int length) {
        for (int end = Math.min(index + length, text.length); index < end; ) {
            int c = text[index++];
            if (isBreak(c)) {
                line++;
                column = 0;
            } else if (c != BYTE_ORDER_MARK) {
                column++;
            }
        }
    }

    /** As YAML 1.1 has them; of CR and LF together it is the LF. */
    private boolean isBreak(int c) {
        return switch (c) {
            case '\n', '\u0085', '\u2028', '\u2029' -> true;
            case '\r' -> peek() != '\n';
            default -> false;
        };
    }

    @Override
    public Mark getMark() {
        return new Mark("", index, line, column, text, index);
    }

    @Override
    public int getColumn() {
        return column;
    }

    @Override
    public int getLine() {
        return line;
    }

    @Override
    public int getIndex() {
        return index;
    }

    /** There is one document. */
    @Override
    public int getDocumentIndex() {
        return index;
    }

    @Override
    public void resetDocumentIndex() {}
}
