package dev.heatup.sandbox.corpus;

import dev.heatup.text.EnumNames;
import dev.heatup.text.OneLine;
import dev.heatup.text.SpellingSuggestion;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A user's labelled messages: CSV with a header that names {@code text} and {@code label}, and {@code difficulty} and
 * {@code language} if there are any. Links may lead to {@code .example} and {@code .test} alone, so that no test leads a
 * bot to somebody's real site. Lives for one file; not thread-safe.
 */
public final class CorpusFile {

    public static final int MAX_ROWS = 200_000;

    /** For whoever opens the file. */
    public static final long MAX_BYTES = 64L << 20;

    /** Who has more than these has the wrong file. */
    private static final int MAX_PROBLEMS = 20;

    private static final int QUOTED = 40;
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");

    private final List<Problem> problems = new ArrayList<>();
    private final List<LabelledText> texts = new ArrayList<>();
    private List<Column> columns = List.of();

    private CorpusFile() {}

    /** The answer. */
    public sealed interface Reading {}

    public record Read(Corpus corpus) implements Reading {}

    /** The first problems, in the order of the file; never empty. */
    public record Invalid(List<Problem> problems) implements Reading {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /**
     * One mistake.
     *
     * @param line from 1; that on which the row begins
     * @param message what is allowed; what it quotes is bounded and on one line
     */
    public record Problem(int line, String message) {
        @Override
        public String toString() {
            return "line " + line + ": " + message;
        }
    }

    private enum Column implements EnumNames {
        TEXT,
        LABEL,
        DIFFICULTY,
        LANGUAGE
    }

    /** @param reader is read to the end, and left open */
    public static Reading read(Reader reader) throws IOException {
        return read(reader, Corpus.Filling.NONE);
    }

    static Reading read(Reader reader, Corpus.Filling filling) throws IOException {
        CorpusFile file = new CorpusFile();
        try {
            file.readRows(new CsvReader(reader));
        } catch (MalformedCsvException e) {
            file.wrong(e.line(), String.valueOf(e.getMessage()));
        }
        return file.problems.isEmpty() ? new Read(new Corpus(file.texts, filling)) : new Invalid(file.problems);
    }

    private void readRows(CsvReader csvReader) throws IOException, MalformedCsvException {
        Optional<CsvReader.Row> header = csvReader.read();
        if (header.isEmpty()) {
            wrong(1, "the file is empty; its first line must be text,label or text,label,difficulty,language");
            return;
        }
        readHeader(header.get());
        int rows = 0;
        for (Optional<CsvReader.Row> row = csvReader.read();
                row.isPresent() && problems.size() < MAX_PROBLEMS;
                row = csvReader.read()) {
            if (columns.isEmpty()) {
                return;
            }
            if (++rows > MAX_ROWS) {
                wrong(row.get().line(), "at most " + MAX_ROWS + " rows are allowed");
                return;
            }
            readRow(row.get());
        }
        if (rows == 0 && problems.isEmpty()) {
            wrong(header.get().line(), "there are no rows below the header");
        }
    }

    private void readHeader(CsvReader.Row header) {
        List<Column> found = new ArrayList<>();
        Set<Column> seen = new HashSet<>();
        for (String name : header.fields()) {
            String plain = name.strip().toLowerCase(Locale.ROOT);
            Optional<Column> column = EnumNames.find(Column.class, plain);
            if (column.isEmpty()) {
                wrong(header.line(), "there is no column " + quoted(name) + "; " + hint(plain, Column.class));
            } else if (!seen.add(column.get())) {
                wrong(header.line(), "the column " + plain + " is there twice");
            }
            column.ifPresent(found::add);
        }
        for (Column needed : List.of(Column.TEXT, Column.LABEL)) {
            if (!seen.contains(needed)) {
                wrong(header.line(), "the column " + needed.written() + " is missing");
            }
        }
        columns = problems.isEmpty() ? found : List.of();
    }

    private void readRow(CsvReader.Row row) {
        if (row.fields().size() != columns.size()) {
            wrong(row.line(), "has " + row.fields().size() + " fields, and the header has " + columns.size());
            return;
        }
        String text = cell(row, Column.TEXT);
        String language = cell(row, Column.LANGUAGE).strip();
        String difficulty = cell(row, Column.DIFFICULTY).strip();
        Optional<Label> label = named(row, Label.class, Column.LABEL);
        Optional<Difficulty> grade =
                difficulty.isEmpty() ? Optional.of(Difficulty.MEDIUM) : named(row, Difficulty.class, Column.DIFFICULTY);
        boolean sound = isLanguage(row, language) && isText(row, text);
        if (sound && label.isPresent() && grade.isPresent()) {
            texts.add(new LabelledText(text, label.get(), grade.get(), language.isEmpty() ? null : language));
        }
    }

    private boolean isText(CsvReader.Row row, String text) {
        if (text.isBlank() || text.length() > LabelledText.MAX_LENGTH) {
            wrong(row.line(), "text: allowed are 1 to " + LabelledText.MAX_LENGTH + " characters (UTF-16 units)");
            return false;
        }
        if (text.codePoints().anyMatch(CorpusFile::isBroken)) {
            wrong(row.line(), "text: has a control character, or half of a character");
            return false;
        }
        Optional<String> foreign = LinkChecker.leadingOut(text);
        foreign.ifPresent(host -> wrong(
                row.line(),
                "text: the link to " + quoted(host) + " leads out; allowed are domains that end in .example or .test"));
        return foreign.isEmpty();
    }

    private static boolean isBroken(int codePoint) {
        boolean isBreak = codePoint == '\n' || codePoint == '\r' || codePoint == '\t';
        return (Character.isISOControl(codePoint) && !isBreak) || Character.getType(codePoint) == Character.SURROGATE;
    }

    private boolean isLanguage(CsvReader.Row row, String language) {
        boolean fits = language.isEmpty() || LANGUAGE.matcher(language).matches();
        if (!fits) {
            wrong(row.line(), "language: allowed is a two-letter code like en, or nothing, not " + quoted(language));
        }
        return fits;
    }

    private <E extends Enum<E> & EnumNames> Optional<E> named(CsvReader.Row row, Class<E> type, Column column) {
        String written = cell(row, column).strip();
        Optional<E> found = EnumNames.find(type, written);
        if (found.isEmpty()) {
            wrong(row.line(), column.written() + ": not " + quoted(written) + "; " + hint(written, type));
        }
        return found;
    }

    private static <E extends Enum<E> & EnumNames> String hint(String written, Class<E> type) {
        List<String> names = EnumNames.all(type);
        return SpellingSuggestion.to(written, names)
                .map(near -> "did you mean " + near + "?")
                .orElse("allowed are " + String.join(", ", names));
    }

    /** Empty where the file has no such column. */
    private String cell(CsvReader.Row row, Column column) {
        int index = columns.indexOf(column);
        return index < 0 ? "" : row.fields().get(index);
    }

    private static String quoted(String text) {
        return "'" + OneLine.of(text, QUOTED) + "'";
    }

    private void wrong(int line, String message) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new Problem(line, message));
        }
    }
}
