package dev.heatup.sandbox;

import dev.heatup.sandbox.world.Event;
import dev.heatup.telegram.Reply;
import java.util.List;

/**
 * What came of somebody's call.
 *
 * @param events that it caused, in order
 */
public record Acted(Reply reply, List<Event> events) {

    public Acted {
        events = List.copyOf(events);
    }

    static Acted of(Reply reply) {
        return new Acted(reply, List.of());
    }
}
