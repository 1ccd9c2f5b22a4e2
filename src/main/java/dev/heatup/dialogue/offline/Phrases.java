package dev.heatup.dialogue.offline;

import dev.heatup.dialogue.ChatLine;
import dev.heatup.dialogue.MessageTextRules;
import dev.heatup.dialogue.WritingOccasion;
import dev.heatup.dialogue.WritingRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The phrases that fit one request: in the chat's language, and not said there before. Not thread-safe. */
final class Phrases {

    private static final Pattern PLACE = Pattern.compile("\\{[a-z]+}");
    private static final Pattern GAP = Pattern.compile("\\s+");

    private final WritingRequest request;
    private final SplittableRandom random;
    private final PhraseBook phraseBook;

    Phrases(WritingRequest request, SplittableRandom random) {
        this.request = request;
        this.random = random;
        this.phraseBook = tongue(request);
    }

    WritingRequest request() {
        return request;
    }

    WritingOccasion occasion() {
        return request.occasion();
    }

    SplittableRandom random() {
        return random;
    }

    PhraseBook tongue() {
        return phraseBook;
    }

    /** What others write in, if it can be told. */
    private static PhraseBook tongue(WritingRequest request) {
        return request.occasion().lines().reversed().stream()
                .filter(chatLine -> !chatLine.own())
                .flatMap(chatLine -> PhraseBook.ofText(chatLine.text()).stream())
                .findFirst()
                .orElseGet(() -> PhraseBook.of(request.place().language()));
    }

    /** One that nobody has said in the chat yet, while there is one. */
    String pick(List<String> phrases) {
        int start = random.nextInt(phrases.size());
        for (int i = 0; i < phrases.size(); i++) {
            String phrase = phrases.get((start + i) % phrases.size());
            String core = core(phrase);
            if (occasion().lines().stream()
                    .noneMatch(chatLine -> chatLine.text().contains(core))) {
                return phrase;
            }
        }
        return phrases.get(start);
    }

    /** The longest part that stays the same whatever is put into it. */
    private static String core(String phrase) {
        return PLACE.splitAsStream(phrase).reduce("", (one, other) -> other.length() > one.length() ? other : one);
    }

    /** Puts a word of {@code line}, quoted, into one of {@code forms}; empty when it has none worth it. */
    Optional<String> about(ChatLine chatLine, List<String> forms) {
        return word(chatLine.text())
                .map(word -> pick(forms)
                        .replace(
                                "{word}",
                                phraseBook.quoteFrom() + word.toLowerCase(Locale.ROOT) + phraseBook.quoteTo()));
    }

    /** The longest word of the language; never a part of an address, nor what is quoted already. */
    private Optional<String> word(String text) {
        return GAP.splitAsStream(text)
                .filter(token -> !token.startsWith(phraseBook.quoteFrom()))
                .filter(token -> !token.matches(".*[@:/_\\\\].*|.*\\p{L}\\.\\p{L}.*"))
                .map(token -> token.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", ""))
                .filter(token -> phraseBook.word().matcher(token).matches())
                .filter(token -> !phraseBook.stopWords().contains(token.toLowerCase(Locale.ROOT)))
                .reduce((one, other) -> other.length() > one.length() ? other : one);
    }

    /** What an intent says after its verb, when it begins with {@code verb}. */
    static Optional<String> rest(String intent, Pattern verb) {
        Matcher matcher = verb.matcher(intent.strip());
        return matcher.find() && matcher.start() == 0
                ? Optional.of(plain(intent.strip().substring(matcher.end()))).filter(rest -> !rest.isBlank())
                : Optional.empty();
    }

    /** Without the marks at its ends, as a part of another sentence. */
    static String plain(String text) {
        return text.replaceAll("^[\\s,:–-]+|[\\s.!?…,:;]+$", "");
    }

    static String decapitalized(String text) {
        // "I" and abbreviations stay.
        return text.length() > 1 && Character.isLowerCase(text.codePointAt(1))
                ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1)
                : text;
    }

    /** The text when it may be sent, else the other one, which always may. */
    String fit(String text, String otherwise) {
        return MessageTextRules.of(text, request.place().kind()).orElse(otherwise);
    }
}
