package dev.heatup.run;

import dev.heatup.channel.Username;
import dev.heatup.dialogue.Occasion;
import dev.heatup.dialogue.Writing;
import dev.heatup.pace.Pacing;
import java.time.Duration;

/** How the visits that runs carry out come to be, by the strategy that a run names. Thread-safe. */
public interface Visits {

    /** Blocks for as long as a planner may take. */
    Visit plan(Order order);

    Pacing pacing(Order order);

    /**
     * What the order's person does in a chat now. Blocks for as long as a writer may take.
     *
     * @param chat a group or bot of the order's pool
     */
    Writing.Result write(Order order, Username chat, Occasion occasion, Duration patience);
}
