package dev.heatup.sandbox.traffic;

import dev.heatup.chance.Draw;
import java.util.List;

/** Invented names of people who are nowhere in the world. */
final class Strangers {

    private static final List<String> ENGLISH =
            List.of("Ada", "Bruno", "Clara", "Derek", "Elsa", "Felix", "Nina", "Otto");
    private static final List<String> RUSSIAN =
            List.of("Анна", "Виктор", "Глеб", "Дарья", "Игорь", "Ксения", "Мария", "Павел");

    private Strangers() {}

    static String name(String language, long draw) {
        List<String> names = language.equals("ru") ? RUSSIAN : ENGLISH;
        return names.get(Draw.index(draw, names.size()));
    }
}
