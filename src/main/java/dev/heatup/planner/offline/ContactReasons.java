package dev.heatup.planner.offline;

import dev.heatup.text.PhraseSection;
import dev.heatup.text.Translations;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Says in a person's language why they turn to others, and what they want of them: {@code contacts.*.txt}. Within one
 * visit no form comes twice while an unused one is left.
 */
final class ContactReasons {

    /** What somebody does with others. */
    enum Contact {
        JOIN,
        READ,
        WRITE,
        VIEW,
        REACT,
        LEAVE,
        START,
        PRESS,
        TALK
    }

    private static final String TITLE = "title";
    private static final String WHY = "why.";
    private static final String INTENT = "intent.";

    private static final Translations FILES = Translations.beside(ContactReasons.class, "contacts", sections());

    private final String language;
    private final RandomGenerator random;
    private final Set<String> used = new HashSet<>();

    /** Initializes this class, and so reads its files. */
    static void read() {}

    ContactReasons(String language, RandomGenerator random) {
        this.language = language;
        this.random = random;
    }

    private static PhraseSection[] sections() {
        return Stream.concat(
                        Arrays.stream(Contact.values())
                                .map(contact -> PhraseSection.phrases(section(WHY, contact), TITLE)),
                        Stream.of(Contact.WRITE, Contact.PRESS, Contact.TALK)
                                .map(contact -> PhraseSection.phrases(section(INTENT, contact))))
                .toArray(PhraseSection[]::new);
    }

    private static String section(String part, Contact contact) {
        return part + contact.name().toLowerCase(Locale.ROOT);
    }

    String why(Contact contact, String title) {
        return form(WHY, contact).replace("{title}", Reasons.shown(title, language));
    }

    /** @param contact to write, to press a button, or to talk */
    String intent(Contact contact) {
        return form(INTENT, contact);
    }

    private String form(String part, Contact contact) {
        return Reasons.unused(FILES.in(language).lines(section(part, contact)), used, random);
    }
}
