package dev.heatup.run;

import dev.heatup.channel.Username;
import dev.heatup.dialogue.Occasion;
import dev.heatup.dialogue.Writing;
import dev.heatup.pace.Pacing;
import java.time.Duration;

/** The same visit for everybody, who writes nothing. */
public record GivenVisits(Visit visit, Pacing pacing) implements Visits {

    @Override
    public Visit plan(Order order) {
        return visit;
    }

    @Override
    public Pacing pacing(Order order) {
        return pacing;
    }

    @Override
    public Writing.Result write(Order order, Username chat, Occasion occasion, Duration patience) {
        throw new IllegalStateException("nobody writes here");
    }
}
