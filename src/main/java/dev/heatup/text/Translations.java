package dev.heatup.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A phrase file in all languages: the same sections in each. Immutable. */
public final class Translations {

    private static final String ENGLISH = "en";

    /** ISO 639-1 codes. */
    public static final List<String> LANGUAGES = List.of(ENGLISH, "ru");

    private final PhraseFile english;
    private final Map<String, PhraseFile> others;

    private Translations(PhraseFile english, Map<String, PhraseFile> others) {
        this.english = english;
        this.others = Map.copyOf(others);
    }

    /**
     * Reads {@code kind.language.txt} beside a class for every language.
     *
     * @throws MalformedPhrasesException when a file is missing, is not what {@code sections} ask for, or lacks a section
     *     that the English one has or the other way round
     */
    public static Translations beside(Class<?> owner, String kind, PhraseSection... sections) {
        Map<String, PhraseFile> others = new HashMap<>();
        LANGUAGES.stream()
                .filter(language -> !language.equals(ENGLISH))
                .forEach(language -> others.put(language, file(owner, kind, language, sections)));
        return of(file(owner, kind, ENGLISH, sections), others);
    }

    private static PhraseFile file(Class<?> owner, String kind, String language, PhraseSection... sections) {
        return PhraseFile.beside(owner, kind + "." + language + ".txt", sections);
    }

    static Translations of(PhraseFile english, Map<String, PhraseFile> others) {
        others.values().forEach(file -> {
            requireAll(english, file);
            requireAll(file, english);
        });
        return new Translations(english, others);
    }

    private static void requireAll(PhraseFile file, PhraseFile sections) {
        Set<String> missing = new HashSet<>(sections.names());
        missing.removeAll(file.names());
        missing.stream().sorted().findFirst().ifPresent(name -> {
            throw new MalformedPhrasesException(
                    file.name(), "has no section [" + name + "], which " + sections.name() + " has; add it");
        });
    }

    /** The file of a language; the English one when there is none of it. */
    public PhraseFile in(String language) {
        return others.getOrDefault(language, english);
    }

    /** All that was read, as text; equal for equal files. */
    @Override
    public String toString() {
        return english + " " + new TreeMap<>(others);
    }
}
