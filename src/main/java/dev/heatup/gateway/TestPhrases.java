package dev.heatup.gateway;

import dev.heatup.text.OneLine;
import dev.heatup.text.PhraseFile;
import dev.heatup.text.PhraseSection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All that is ever written through a gateway: the lines of {@code phrases/en.txt} and {@code phrases/ru.txt} beside this
 * class, each of which says that it is a test, followed by {@link GatewayLimits#MARK}. No setting adds to them. Immutable.
 */
public final class TestPhrases {

    public static final int MAX_PER_LANGUAGE = 30;

    static final int MAX_LENGTH = 100;

    private static final String ENGLISH = "en";

    /** How a phrase says that it is a test. */
    private static final Map<String, Pattern> TEST =
            Map.of(ENGLISH, Pattern.compile("(?i)\\btest"), "ru", Pattern.compile("(?iu)(?<!\\p{L})тест"));

    private static final TestPhrases SHIPPED =
            new TestPhrases(TEST.keySet().stream().collect(Collectors.toMap(language -> language, TestPhrases::read)));

    private final Map<String, List<String>> phrases;
    private final Set<String> messages;

    /** @throws IllegalArgumentException when there are too many, or one does not say that it is a test */
    TestPhrases(Map<String, List<String>> phrases) {
        phrases.forEach(TestPhrases::check);
        this.phrases = Map.copyOf(phrases);
        this.messages = phrases.values().stream()
                .flatMap(List::stream)
                .map(TestPhrases::message)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Those of this version, the only ones. */
    public static TestPhrases shipped() {
        return SHIPPED;
    }

    /** In a language, an ISO 639-1 code; in English where there are none in it. Never empty. */
    public List<String> in(String language) {
        List<String> known = phrases.get(language);
        return known == null ? phrases.getOrDefault(ENGLISH, List.of()) : known;
    }

    /** The phrase as it is sent. */
    public static String message(String phrase) {
        return phrase + " " + GatewayLimits.MARK;
    }

    /** Whether this is exactly one of the phrases as it is sent. */
    boolean allow(String text) {
        return messages.contains(text);
    }

    private static void check(String language, List<String> phrases) {
        Pattern test = TEST.get(language);
        boolean good = test != null
                && !phrases.isEmpty()
                && phrases.size() <= MAX_PER_LANGUAGE
                && new HashSet<>(phrases).size() == phrases.size()
                && phrases.stream()
                        .allMatch(phrase ->
                                isPhrase(phrase) && test.matcher(phrase).find());
        if (!good) {
            throw new IllegalArgumentException(
                    "phrases/" + language + ".txt needs 1 to " + MAX_PER_LANGUAGE + " different lines of at most "
                            + MAX_LENGTH + " characters, each of which says that it is a test");
        }
    }

    /** No command, no name, no address. */
    private static boolean isPhrase(String line) {
        return line.equals(line.strip())
                && line.length() <= MAX_LENGTH
                && OneLine.isOne(line)
                && line.codePoints().noneMatch(c -> c == '/' || c == '@' || c == '#');
    }

    private static List<String> read(String language) {
        return PhraseFile.beside(TestPhrases.class, "phrases/" + language + ".txt", PhraseSection.phrases("phrases"))
                .lines("phrases");
    }
}
