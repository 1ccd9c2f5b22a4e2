package dev.heatup.sandbox.traffic;

import dev.heatup.chance.Draw;
import dev.heatup.text.PhraseSection;
import dev.heatup.text.Translations;
import java.util.List;

/** Invented names of people who are nowhere in the world: {@code strangers.*.txt}. */
final class Strangers {

    private static final Translations FILES =
            Translations.beside(Strangers.class, "strangers", PhraseSection.phrases("names"));

    private Strangers() {}

    /** Initializes this class, and so reads its files. */
    static void read() {}

    static String name(String language, long draw) {
        List<String> names = FILES.in(language).lines("names");
        return names.get(Draw.index(draw, names.size()));
    }
}
