package dev.heatup.run;

import dev.heatup.channel.Username;
import dev.heatup.dialogue.MoveProvider;
import dev.heatup.dialogue.WritingOccasion;
import dev.heatup.pace.Pacing;
import java.time.Duration;

/** The same visit for everybody, who writes nothing. */
public record GivenVisits(PlannedVisit visit, Pacing pacing) implements Visits {

    @Override
    public PlannedVisit plan(RunRequest runRequest) {
        return visit;
    }

    @Override
    public Pacing pacing(RunRequest runRequest) {
        return pacing;
    }

    @Override
    public MoveProvider.Result write(
            RunRequest runRequest, Username chat, WritingOccasion writingOccasion, Duration patience) {
        throw new IllegalStateException("nobody writes here");
    }
}
