package dev.heatup.sandbox.corpus;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Comma-separated values after <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>: quotes around a field,
 * doubled within; lines end in LF or CRLF; empty lines are skipped. Not thread-safe; closes nothing.
 */
final class CsvReader {

    /** A field that is longer is cut to one character more, and is then too long for whoever reads it. */
    private static final int MAX_FIELD_LENGTH = LabelledText.MAX_LENGTH;

    private static final int MAX_FIELDS = 16;
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int END = -1;

    private final Reader reader;
    private int next;
    private int line = 1;

    CsvReader(Reader reader) throws IOException {
        this.reader = reader;
        next = reader.read();
        if (next == BYTE_ORDER_MARK) {
            next = reader.read();
        }
    }

    /** @param line on which it begins, from 1 */
    record Row(int line, List<String> fields) {}

    /** The next row; empty at the end. */
    Optional<Row> read() throws IOException, MalformedCsvException {
        while (next == '\n' || next == '\r') {
            advance();
        }
        if (next == END) {
            return Optional.empty();
        }
        int began = line;
        List<String> fields = new ArrayList<>();
        fields.add(field());
        while (next == ',') {
            advance();
            if (fields.size() == MAX_FIELDS) {
                throw new MalformedCsvException(began, "a row has at most " + MAX_FIELDS + " fields");
            }
            fields.add(field());
        }
        return Optional.of(new Row(began, fields));
    }

    private String field() throws IOException, MalformedCsvException {
        return next == '"' ? quoted() : bare();
    }

    private String bare() throws IOException, MalformedCsvException {
        StringBuilder field = new StringBuilder();
        while (next != ',' && next != '\n' && next != END) {
            if (next == '"') {
                throw new MalformedCsvException(
                        line, "a field with a quote in it must be in quotes, the inner ones doubled");
            }
            append(field);
        }
        int last = field.length() - 1;
        if (last >= 0 && field.charAt(last) == '\r') {
            field.setLength(last);
        }
        return field.toString();
    }

    private String quoted() throws IOException, MalformedCsvException {
        int began = line;
        StringBuilder field = new StringBuilder();
        advance();
        while (true) {
            if (next == END) {
                throw new MalformedCsvException(began, "the quote that begins here is never closed");
            }
            if (next == '"') {
                advance();
                if (next != '"') {
                    break;
                }
            }
            append(field);
        }
        if (next == '\r') {
            advance();
        }
        if (next != ',' && next != '\n' && next != END) {
            throw new MalformedCsvException(line, "after a closing quote, a comma or the line's end must follow");
        }
        return field.toString();
    }

    private void append(StringBuilder field) throws IOException {
        if (field.length() <= MAX_FIELD_LENGTH) {
            field.append((char) next);
        }
        advance();
    }

    private void advance() throws IOException {
        if (next == '\n') {
            line++;
        }
        next = reader.read();
    }
}
