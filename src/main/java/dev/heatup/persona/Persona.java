package dev.heatup.persona;

import java.util.List;

/**
 * Who a session is. The same session is always the same person. Immutable.
 *
 * @param seed what everything else was drawn from
 * @param name a first name, for prompts and the sandbox's log
 * @param language the language they prefer, an ISO 639-1 code
 * @param interests topics of the pool, the dearest first; never empty
 * @param temper how they move about
 * @param activeFrom hour of the day (0–23, world time) at which they usually come online
 */
public record Persona(long seed, String name, String language, List<String> interests, Temper temper, int activeFrom) {

    public Persona {
        interests = List.copyOf(interests);
    }

    /** How long somebody stays with a text, and how readily they try something new. */
    public enum Temper {
        HASTY,
        STEADY,
        THOROUGH
    }
}
