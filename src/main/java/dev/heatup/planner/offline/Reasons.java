package dev.heatup.planner.offline;

import dev.heatup.channel.Channel;
import dev.heatup.text.PhraseFile;
import dev.heatup.text.PhraseSection;
import dev.heatup.text.Translations;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says in a person's language why they do something: {@code reasons.*.txt}. Within one visit no sentence form comes
 * twice while an unused one is left. Sentences avoid grammatical gender and decline only words that are known here;
 * titles stay as they are.
 */
final class Reasons {

    /** Keeps a sentence with the longest title and topic within its bound. */
    private static final int TITLE_SHOWN = 60;

    private static final Pattern PLACE = Pattern.compile("\\{(?:about|to|title)}");

    /** What the step has to do with what came before. */
    enum Occasion {
        /** Joins as the first thing in a visit. */
        JOIN_FIRST,
        JOIN_SAME_TOPIC,
        JOIN_OTHER_TOPIC,
        /** Reads what was joined just now. */
        READ_NEW,
        /** Reads what an earlier visit read. */
        READ_RETURN,
        /** Reads a channel joined in an earlier visit, on the topic at hand. */
        READ_SAME_TOPIC,
        READ_KNOWN,
        /** Comes back to a channel read earlier in this visit. */
        READ_AGAIN,
        /** Goes on in the channel at hand. */
        READ_ON
    }

    private static final Translations FILES = Translations.beside(Reasons.class, "reasons", sections());

    private final String language;
    private final PhraseFile phrases;
    private final RandomGenerator random;
    private final Set<String> used = new HashSet<>();

    /** Initializes this class, and so reads its files. */
    static void read() {}

    Reasons(String language, RandomGenerator random) {
        this.language = language;
        this.phrases = FILES.in(language);
        this.random = random;
    }

    private static PhraseSection[] sections() {
        return Stream.concat(
                        Arrays.stream(Occasion.values())
                                .map(occasion -> PhraseSection.phrases(section(occasion), "about", "to", "title")),
                        Stream.of(
                                PhraseSection.phrases("idle"),
                                PhraseSection.phrase("about", "topic"),
                                PhraseSection.phrase("about.*"),
                                PhraseSection.phrase("to", "topic"),
                                PhraseSection.phrase("to.*"),
                                PhraseSection.phrase("quoted", "title")))
                .toArray(PhraseSection[]::new);
    }

    private static String section(Occasion occasion) {
        return occasion.name().toLowerCase(Locale.ROOT);
    }

    String why(Occasion occasion, Channel channel) {
        String form = unused(phrases.lines(section(occasion)));
        // In one pass, so that braces of a pool's own titles and topics stay what they are.
        return PLACE.matcher(form)
                .replaceAll(place -> Matcher.quoteReplacement(
                        switch (place.group()) {
                            case "{about}" -> onTopic("about", channel.topic());
                            case "{to}" -> onTopic("to", channel.topic());
                            default -> shown(channel.title(), language);
                        }));
    }

    String whyIdle() {
        return unused(phrases.lines("idle"));
    }

    private String unused(List<String> forms) {
        return unused(forms, used, random);
    }

    static String unused(List<String> forms, Set<String> used, RandomGenerator random) {
        int start = random.nextInt(forms.size());
        for (int i = 0; i < forms.size(); i++) {
            String form = forms.get((start + i) % forms.size());
            if (used.add(form)) {
                return form;
            }
        }
        return forms.get(start);
    }

    private String onTopic(String section, String topic) {
        return phrases.lines(section, topic).getFirst().replace("{topic}", topic);
    }

    /** A title within a sentence. */
    static String shown(String whole, String language) {
        String title = whole.strip();
        if (title.codePointCount(0, title.length()) > TITLE_SHOWN) {
            title = title.substring(0, title.offsetByCodePoints(0, TITLE_SHOWN)).strip() + "…";
        }
        return FILES.in(language).line("quoted").replace("{title}", title);
    }
}
