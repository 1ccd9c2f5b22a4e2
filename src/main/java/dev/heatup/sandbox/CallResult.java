package dev.heatup.sandbox;

import dev.heatup.sandbox.world.Event;
import dev.heatup.telegram.Reply;
import java.util.List;

/**
 * What came of somebody's call.
 *
 * @param events that it caused, in order
 */
public record CallResult(Reply reply, List<Event> events) {

    public CallResult {
        events = List.copyOf(events);
    }

    static CallResult of(Reply reply) {
        return new CallResult(reply, List.of());
    }
}
