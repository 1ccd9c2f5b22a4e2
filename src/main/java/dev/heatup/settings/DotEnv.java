package dev.heatup.settings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code .env}: lines {@code NAME=value}, blank lines and comments. A value is bare (up to a {@code #} after a
 * space), {@code 'as it is'}, or {@code "with \n, \" and \\"}; {@code export} before the name is allowed. Nothing is
 * expanded and nothing runs over several lines, so that a file means one thing, whoever reads it.
 */
final class DotEnv {

    /** A larger file is no settings file. */
    private static final long MAX_BYTES = 64 * 1024;

    private static final Pattern LINE =
            Pattern.compile("(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \\t]*=[ \\t]*(.*)");
    private static final Pattern SINGLE = Pattern.compile("'([^']*)'[ \\t]*(?:#.*)?");
    private static final Pattern DOUBLE = Pattern.compile("\"((?:[^\"\\\\]|\\\\[\\\\\"n$])*)\"[ \\t]*(?:#.*)?");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");
    private static final Pattern COMMENT = Pattern.compile("(?:^|[ \\t]+)#.*");

    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<SettingProblem> problems;

    private DotEnv(List<SettingProblem> problems) {
        this.problems = problems;
    }

    /** The file's values; none when there is no file. What can't be read becomes a problem with its line. */
    static Map<String, String> read(Path file, List<SettingProblem> problems) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        DotEnv read = new DotEnv(problems);
        try {
            if (Files.size(file) > MAX_BYTES) {
                problems.add(new SettingProblem(".env", "is larger than 64 KB, which no settings file is"));
                return Map.of();
            }
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                read.line(i + 1, lines.get(i).strip());
            }
        } catch (CharacterCodingException e) {
            problems.add(new SettingProblem(".env", "is not UTF-8 text; save it as UTF-8"));
        } catch (IOException e) {
            problems.add(new SettingProblem(".env", "can't be read; check that it is a file that you may read"));
        }
        return read.values;
    }

    private void line(int number, String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            bad(number, "is neither NAME=value nor a # comment");
            return;
        }
        String name = matcher.group(1);
        String raw = matcher.group(2);
        if (values.containsKey(name)) {
            bad(number, "sets " + PrintableText.of(name) + " a second time; keep one of the lines");
        } else if (raw.startsWith("'")) {
            quoted(number, name, SINGLE.matcher(raw), "'");
        } else if (raw.startsWith("\"")) {
            quoted(number, name, DOUBLE.matcher(raw), "\"");
        } else {
            values.put(name, COMMENT.matcher(raw).replaceFirst("").strip());
        }
    }

    private void quoted(int number, String name, Matcher matcher, String quote) {
        if (!matcher.matches()) {
            String escapes = quote.equals("\"") ? ", with only \\\\, \\\", \\$ and \\n inside" : "";
            bad(number, "has a value that starts with " + quote + " but doesn't end with it" + escapes);
            return;
        }
        String inner = matcher.group(1);
        values.put(name, quote.equals("'") ? inner : unescaped(inner));
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(m.group(1).equals("n") ? "\n" : m.group(1)));
    }

    /** The line itself is never shown: it may hold a secret. */
    private void bad(int number, String what) {
        problems.add(new SettingProblem(".env line " + number, what));
    }
}
