package dev.heatup.persona;

import dev.heatup.chance.SeededDraw;
import java.util.List;

/** The two who visit networks that are not our own. They are nobody in particular, and differ by their language alone. */
public final class TestPersonas {

    private static final List<Persona> ALL = List.of(
            new Persona(0, "heatup-test-en", "en", List.of("test"), Persona.Temper.STEADY, 12),
            new Persona(0, "heatup-test-ru", "ru", List.of("test"), Persona.Temper.STEADY, 12));

    private TestPersonas() {}

    /** The same one for a session each time. */
    public static Persona of(String sessionName) {
        return ALL.get(SeededDraw.index(SeededDraw.of(0, sessionName), ALL.size()));
    }
}
