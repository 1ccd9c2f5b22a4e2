package dev.heatup.sandbox.corpus;

import dev.heatup.chance.SeededDraw;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The built-in messages, {@code corpus/templates.csv}. Their gaps are filled from {@code corpus/fillings.csv}:
 * {@code {city}} with a word of the text's language, {@code {10..99}} with a number.
 */
final class CorpusTemplates implements Corpus.Filling {

    private static final Pattern GAP = Pattern.compile("\\{(?:([a-z_]+)|([0-9]+)\\.\\.([0-9]+))}");

    static final Corpus CORPUS = load();

    private final Map<String, List<String>> words = new HashMap<>();

    private CorpusTemplates(List<CsvReader.Row> fillings) {
        for (CsvReader.Row row : fillings) {
            List<String> fields = row.fields();
            words.computeIfAbsent(key(fields.get(0), fields.get(1)), key -> new ArrayList<>())
                    .add(fields.get(2));
        }
    }

    @Override
    public LabelledText fill(LabelledText template, long draw) {
        Matcher gap = GAP.matcher(template.text());
        StringBuilder filled = new StringBuilder();
        for (int i = 0; gap.find(); i++) {
            gap.appendReplacement(filled, Matcher.quoteReplacement(word(gap, template, SeededDraw.of(draw, i))));
        }
        return new LabelledText(
                gap.appendTail(filled).toString(), template.label(), template.difficulty(), template.language());
    }

    private String word(Matcher gap, LabelledText template, long draw) {
        if (gap.group(1) == null) {
            return String.valueOf(SeededDraw.between(draw, Long.parseLong(gap.group(2)), Long.parseLong(gap.group(3))));
        }
        List<String> fitting = words.getOrDefault(key(gap.group(1), String.valueOf(template.language())), List.of());
        if (fitting.isEmpty()) {
            throw new IllegalStateException("corpus/fillings.csv has nothing for " + gap.group());
        }
        return fitting.get(SeededDraw.index(draw, fitting.size()));
    }

    private static String key(String gap, String language) {
        return gap + " " + language;
    }

    private static Corpus load() {
        try (Reader texts = open("/corpus/templates.csv");
                Reader fillings = open("/corpus/fillings.csv")) {
            return switch (CorpusFile.read(texts, new CorpusTemplates(rows(fillings)))) {
                case CorpusFile.Read read -> read.corpus();
                case CorpusFile.Invalid invalid ->
                    throw new IllegalStateException("corpus/templates.csv: " + invalid.problems());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedCsvException e) {
            throw new IllegalStateException("corpus/fillings.csv, line " + e.line(), e);
        }
    }

    /** Below the header. */
    private static List<CsvReader.Row> rows(Reader reader) throws IOException, MalformedCsvException {
        CsvReader csvReader = new CsvReader(reader);
        csvReader.read();
        List<CsvReader.Row> rows = new ArrayList<>();
        for (Optional<CsvReader.Row> row = csvReader.read(); row.isPresent(); row = csvReader.read()) {
            rows.add(row.get());
        }
        return rows;
    }

    private static Reader open(String resource) throws IOException {
        InputStream stream = CorpusTemplates.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IOException(resource + " is not in the program");
        }
        return new InputStreamReader(stream, StandardCharsets.UTF_8);
    }
}
