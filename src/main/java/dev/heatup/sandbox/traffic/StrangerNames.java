package dev.heatup.sandbox.traffic;

import dev.heatup.chance.SeededDraw;
import dev.heatup.text.PhraseSection;
import dev.heatup.text.Translations;
import java.util.List;

/** Invented names of people who are nowhere in the world: {@code strangers.*.txt}. */
final class StrangerNames {

    private static final Translations FILES =
            Translations.beside(StrangerNames.class, "strangers", PhraseSection.phrases("names"));

    private StrangerNames() {}

    /** Initializes this class, and so reads its files. */
    static void read() {}

    static String name(String language, long draw) {
        List<String> names = FILES.in(language).lines("names");
        return names.get(SeededDraw.index(draw, names.size()));
    }
}
