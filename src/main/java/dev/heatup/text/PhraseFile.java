package dev.heatup.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of one language that a package draws from: sections of lines, in the order of the file. The format is
 * described in {@code docs/phrases.md}. A file that is there is whole: every section that its reader asks for has lines.
 * Immutable.
 */
public final class PhraseFile {

    /** A line's longest, in UTF-16 units. */
    public static final int MAX_LENGTH = 160;

    private final String name;
    private final Map<String, List<String>> sections;

    private PhraseFile(String name, Map<String, List<String>> sections) {
        this.name = name;
        this.sections = sections;
    }

    /**
     * The file beside a class.
     *
     * @throws MalformedPhrasesException when it is missing or is not what {@code sections} ask for
     */
    public static PhraseFile beside(Class<?> owner, String file, PhraseSection... sections) {
        String name = owner.getPackageName().replace('.', '/') + "/" + file;
        try (InputStream in = owner.getResourceAsStream(file)) {
            if (in == null) {
                throw new MalformedPhrasesException(name, "is missing");
            }
            return parse(name, in.readAllBytes(), List.of(sections));
        } catch (IOException e) {
            throw new MalformedPhrasesException(name, "can't be read: " + e.getMessage());
        }
    }

    static PhraseFile parse(String name, byte[] content, List<PhraseSection> sections) {
        Map<String, List<String>> read = new LinkedHashMap<>();
        new PhraseParser(name, sections)
                .parse(text(name, content))
                .forEach((section, lines) -> read.put(section, List.copyOf(lines)));
        return new PhraseFile(name, read);
    }

    private static String text(String name, byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedPhrasesException(name, "is not UTF-8");
        }
    }

    /** The lines of a section. */
    public List<String> lines(String section) {
        List<String> lines = sections.get(section);
        if (lines == null) {
            throw new IllegalArgumentException(name + " was read without [" + section + "]");
        }
        return lines;
    }

    /** The only line of a section. */
    public String line(String section) {
        return lines(section).getFirst();
    }

    /** Finds what any line of a section matches, without regard to case. */
    public Pattern expression(String section) {
        return Pattern.compile("(?iu)" + String.join("|", lines(section)));
    }

    /** The lines of {@code section.key} where the file has such a section, else those of {@code section}. */
    public List<String> lines(String section, String key) {
        List<String> own = sections.get(section + "." + key);
        return own == null ? lines(section) : own;
    }

    /**
     * For sections whose lines belong together, the first to the first and so on.
     *
     * @throws MalformedPhrasesException when one has more lines than the other
     */
    public void requireAsMany(String section, String other) {
        int some = lines(section).size();
        int others = lines(other).size();
        if (some != others) {
            throw new MalformedPhrasesException(
                    name,
                    "has " + some + " lines in [" + section + "] and " + others + " in [" + other
                            + "]; they need as many");
        }
    }

    /** The sections that there are. */
    Set<String> names() {
        return sections.keySet();
    }

    String name() {
        return name;
    }

    /** All that was read, as text; equal for equal files. */
    @Override
    public String toString() {
        return name + sections;
    }
}
