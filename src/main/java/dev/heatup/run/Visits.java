package dev.heatup.run;

import dev.heatup.channel.Username;
import dev.heatup.dialogue.MoveProvider;
import dev.heatup.dialogue.WritingOccasion;
import dev.heatup.pace.Pacing;
import java.time.Duration;

/** How the visits that runs carry out come to be, by the strategy that a run names. Thread-safe. */
public interface Visits {

    /** Blocks for as long as a planner may take. */
    PlannedVisit plan(RunRequest runRequest);

    Pacing pacing(RunRequest runRequest);

    /**
     * What the order's person does in a chat now. Blocks for as long as a writer may take.
     *
     * @param chat a group or bot of the order's pool
     */
    MoveProvider.Result write(RunRequest runRequest, Username chat, WritingOccasion writingOccasion, Duration patience);
}
