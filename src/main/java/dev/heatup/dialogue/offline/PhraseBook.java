package dev.heatup.dialogue.offline;

import dev.heatup.text.PhraseFile;
import dev.heatup.text.PhraseSection;
import dev.heatup.text.Translations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The phrases of one language, {@code phrases.*.txt}. They avoid grammatical gender; {@code {word}} is a word of
 * somebody's message, which is quoted and so needs no declension, and {@code {rest}} what an intent says after its verb.
 *
 * @param phrases all of them; the other components are what is made of some
 * @param inputs what is answered when a bot asks for it: a pattern, and what fits
 * @param letter any one of the language's letters
 * @param word what may be quoted
 */
record PhraseBook(
        PhraseFile phrases,
        Aims aims,
        List<Input> inputs,
        Pattern letter,
        Pattern word,
        Set<String> stopWords,
        String quoteFrom,
        String quoteTo) {

    private static final String WORD = "word";
    private static final String REST = "rest";

    /** Kinds of questions, in the order in which they are looked for. */
    private static final List<String> QUESTIONS = List.of("about", "clause");

    /** What bots ask for, likewise. */
    private static final List<String> INPUTS = List.of("secret", "name", "number", "time");

    private static final Translations FILES =
            Translations.beside(PhraseBook.class, "phrases", sections().toArray(PhraseSection[]::new));

    private static final PhraseBook ENGLISH = of(FILES.in("en"));

    private static final Map<String, PhraseBook> ALL = Translations.LANGUAGES.stream()
            .collect(Collectors.toUnmodifiableMap(language -> language, language -> of(FILES.in(language))));

    /** What an intent is about, by its verb; {@code want} matches one that begins with what somebody wants to do. */
    record Aims(Pattern ask, Pattern thank, Pattern greet, Pattern agree, Pattern want, List<Question> askedAs) {}

    /** How the rest of an intent to ask is asked. */
    record Question(Pattern rest, String form) {}

    record Input(Pattern asked, String answer) {}

    /** Initializes this class, and so reads its files. */
    static void read() {}

    static PhraseBook of(String language) {
        return ALL.getOrDefault(language, ENGLISH);
    }

    /** The one in whose letters a text is written. Where there are letters of several, the last of the languages. */
    static Optional<PhraseBook> ofText(String text) {
        return Translations.LANGUAGES.reversed().stream()
                .map(PhraseBook::of)
                .filter(phraseBook -> phraseBook.letter.matcher(text).find())
                .findFirst();
    }

    private static PhraseBook of(PhraseFile file) {
        String letter = "[" + file.line("letters") + "]";
        String quoted = file.line("quoted");
        int word = quoted.indexOf("{word}");
        return new PhraseBook(
                file,
                new Aims(
                        file.expression("aim.ask"),
                        file.expression("aim.thank"),
                        file.expression("aim.greet"),
                        file.expression("aim.agree"),
                        file.expression("aim.want"),
                        QUESTIONS.stream()
                                .map(kind -> new Question(file.expression("rest." + kind), file.line("asked." + kind)))
                                .toList()),
                INPUTS.stream()
                        .map(kind -> new Input(file.expression("input." + kind), file.line("reply." + kind)))
                        .toList(),
                Pattern.compile(letter),
                Pattern.compile(letter + "{5,20}"),
                Set.copyOf(file.lines("stop_words")),
                quoted.substring(0, word),
                quoted.substring(word + "{word}".length()));
    }

    private static Stream<PhraseSection> sections() {
        return Stream.of(
                        Stream.of("thoughts", "thoughts.*", "questions", "questions.*", "thanks", "greetings")
                                .map(name -> PhraseSection.phrases(name)),
                        Stream.of("agreements", "openings", "follow_ups", "yes", "stop_words")
                                .map(name -> PhraseSection.phrases(name)),
                        Stream.of("answers", "comments").map(name -> PhraseSection.phrases(name, WORD)),
                        Stream.of("aim.ask", "aim.thank", "aim.greet", "aim.agree", "aim.want")
                                .map(PhraseSection::expressions),
                        QUESTIONS.stream().map(kind -> PhraseSection.expressions("rest." + kind)),
                        QUESTIONS.stream().map(kind -> PhraseSection.phrase("asked." + kind, REST)),
                        INPUTS.stream().map(kind -> PhraseSection.expressions("input." + kind)),
                        INPUTS.stream().map(PhraseBook::reply),
                        Stream.of(
                                PhraseSection.phrases("wishes", REST),
                                PhraseSection.phrase("letters"),
                                PhraseSection.phrase("quoted", WORD)))
                .flatMap(some -> some);
    }

    private static PhraseSection reply(String kind) {
        return kind.equals("name")
                ? PhraseSection.phrase("reply." + kind, "name")
                : PhraseSection.phrase("reply." + kind);
    }

    /** Statements on a topic, or on any. */
    List<String> thoughtsOn(String topic) {
        return phrases.lines("thoughts", topic);
    }

    List<String> questionsOn(String topic) {
        return phrases.lines("questions", topic);
    }

    /** How an answer to a question begins. */
    List<String> answers() {
        return phrases.lines("answers");
    }

    /** How a comment on a statement begins. */
    List<String> comments() {
        return phrases.lines("comments");
    }

    List<String> thanks() {
        return phrases.lines("thanks");
    }

    List<String> greetings() {
        return phrases.lines("greetings");
    }

    List<String> agreements() {
        return phrases.lines("agreements");
    }

    /** What an intent to do something becomes, said to a bot. */
    List<String> wishes() {
        return phrases.lines("wishes");
    }

    List<String> openings() {
        return phrases.lines("openings");
    }

    List<String> followUps() {
        return phrases.lines("follow_ups");
    }

    List<String> yes() {
        return phrases.lines("yes");
    }
}
