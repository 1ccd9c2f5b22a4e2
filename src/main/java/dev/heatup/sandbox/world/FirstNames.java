package dev.heatup.sandbox.world;

import dev.heatup.chance.SeededDraw;
import dev.heatup.text.PhraseSection;
import dev.heatup.text.Translations;
import java.util.List;

/** What people are called, and the usernames that go with it: {@code names.*.txt}. Invented, and nothing but. */
final class FirstNames {

    private static final Translations FILES = Translations.beside(
            FirstNames.class, "names", PhraseSection.phrases("names"), PhraseSection.phrases("usernames"));

    static {
        Translations.LANGUAGES.forEach(language -> FILES.in(language).requireAsMany("names", "usernames"));
    }

    private FirstNames() {}

    /** All that is drawn from, as text. */
    static String phrases() {
        return FILES.toString();
    }

    static String of(String language, long draw) {
        List<String> names = FILES.in(language).lines("names");
        return names.get(index(names, draw));
    }

    /** @param number unique in the world, so that the username is */
    static String username(String language, long draw, long number) {
        List<String> names = FILES.in(language).lines("usernames");
        return "hu_" + names.get(index(names, draw)) + "_" + number;
    }

    private static int index(List<String> names, long draw) {
        return (int) SeededDraw.between(draw, 0, names.size() - 1);
    }
}
