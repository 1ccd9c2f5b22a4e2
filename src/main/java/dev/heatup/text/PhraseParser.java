package dev.heatup.text;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Reads a phrase file, and stops at its first mistake. For one file; not thread-safe. */
final class PhraseParser {

    private static final Pattern HEADER = Pattern.compile("\\[([a-z0-9_]+(?:\\.[a-z0-9_]+)*)]");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    /** So much of a mistaken name is shown. */
    private static final int MAX_QUOTED = 40;

    private final String file;
    private final List<PhraseSection> sections;
    private final LinkedHashMap<String, Lines> read = new LinkedHashMap<>();
    private int number;

    /** @param header the line of its header */
    private record Lines(PhraseSection section, int header, Map<String, Integer> numbers) {}

    PhraseParser(String file, List<PhraseSection> sections) {
        this.file = file;
        this.sections = sections;
    }

    /** The lines of each section, in the order of the file. */
    Map<String, Collection<String>> parse(String text) {
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            String content = line.strip();
            requireShown(content);
            if (content.startsWith("[")) {
                begin(content);
            } else if (!content.isEmpty() && !content.startsWith("#")) {
                add(content);
            }
        }
        requireWhole();
        Map<String, Collection<String>> lines = new LinkedHashMap<>();
        read.forEach((name, some) -> lines.put(name, some.numbers().keySet()));
        return lines;
    }

    private void requireShown(String content) {
        content.codePoints()
                .filter(c -> !OneLine.isOne(Character.toString(c)))
                .findFirst()
                .ifPresent(c -> {
                    throw wrong("has the character U+%04X, which can't be shown; remove it".formatted(c));
                });
    }

    private void begin(String content) {
        Matcher header = HEADER.matcher(content);
        if (!header.matches()) {
            throw wrong(
                    quoted(content) + " is not a header; one is a name of a-z, 0-9, _ and dots in brackets, such as ["
                            + sections.getFirst().name() + "]");
        }
        String name = header.group(1);
        PhraseSection section = sections.stream()
                .filter(known -> known.describes(name))
                .findFirst()
                .orElseThrow(() -> wrong("there is no section [" + OneLine.of(name, MAX_QUOTED) + "]; "
                        + hint(name, sections.stream().map(PhraseSection::name).toList(), "[%s]")));
        Lines before = read.putIfAbsent(name, new Lines(section, number, new LinkedHashMap<>()));
        if (before != null) {
            throw wrong("[" + name + "] has begun at line " + before.header() + " already; put its lines there");
        }
    }

    private void add(String content) {
        if (read.isEmpty()) {
            throw wrong("the line is in no section; put a header such as ["
                    + sections.getFirst().name() + "] above it");
        }
        if (content.length() > PhraseFile.MAX_LENGTH) {
            throw wrong("the line has " + content.length() + " characters, at most " + PhraseFile.MAX_LENGTH
                    + " are allowed");
        }
        Map.Entry<String, Lines> last = lastSection();
        PhraseSection section = last.getValue().section();
        switch (section.content()) {
            case PHRASES -> requireKnownPlaceholders(content, last.getKey(), section);
            case PHRASE -> {
                requireKnownPlaceholders(content, last.getKey(), section);
                requireOnly(content, last.getKey(), last.getValue());
            }
            case EXPRESSIONS -> requireExpression(content);
        }
        Integer before = last.getValue().numbers().putIfAbsent(content, number);
        if (before != null) {
            throw wrong("the same line stands at line " + before + " already; remove one of them");
        }
    }

    private Map.Entry<String, Lines> lastSection() {
        return read.lastEntry();
    }

    private void requireKnownPlaceholders(String content, String name, PhraseSection section) {
        Matcher placeholder = PLACEHOLDER.matcher(content);
        while (placeholder.find()) {
            if (!section.placeholders().contains(placeholder.group(1))) {
                throw wrong("[" + name + "] has no placeholder " + quoted(placeholder.group()) + "; "
                        + hint(
                                placeholder.group(1),
                                section.placeholders().stream().sorted().toList(),
                                "{%s}"));
            }
        }
        String rest = placeholder.replaceAll("");
        if (rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0) {
            throw wrong("has a brace that is part of no placeholder; remove it");
        }
    }

    private void requireOnly(String content, String name, Lines lines) {
        if (!lines.numbers().isEmpty()) {
            throw wrong("[" + name + "] has one line, and this is its second; remove one of them");
        }
        Optional<String> left = lines.section().placeholders().stream()
                .sorted()
                .map(placeholder -> "{" + placeholder + "}")
                .filter(placeholder -> !content.contains(placeholder))
                .findFirst();
        if (left.isPresent()) {
            throw wrong("[" + name + "] needs " + left.get());
        }
    }

    private void requireExpression(String content) {
        try {
            Pattern.compile(content);
        } catch (PatternSyntaxException e) {
            throw wrong("is not a regular expression: " + e.getDescription() + " at character " + (e.getIndex() + 1));
        }
    }

    private void requireWhole() {
        for (PhraseSection section : sections) {
            if (section.isRequired() && !read.containsKey(section.name())) {
                throw new MalformedPhrasesException(file, "has no section [" + section.name() + "]; add it");
            }
        }
        read.forEach((name, lines) -> {
            if (lines.numbers().isEmpty()) {
                throw new MalformedPhrasesException(file, lines.header(), "[" + name + "] is empty; add a line");
            }
        });
    }

    private static String hint(String written, List<String> names, String form) {
        return SpellingSuggestion.to(written, names)
                .map(near -> "did you mean " + form.formatted(near) + "?")
                .orElseGet(() -> names.isEmpty()
                        ? "none are allowed"
                        : "allowed are " + names.stream().map(form::formatted).collect(Collectors.joining(", ")));
    }

    private static String quoted(String text) {
        return OneLine.of(text, MAX_QUOTED);
    }

    private MalformedPhrasesException wrong(String problem) {
        return new MalformedPhrasesException(file, number, problem);
    }
}
