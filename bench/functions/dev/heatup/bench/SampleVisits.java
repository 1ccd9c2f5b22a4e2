package dev.heatup.bench;

import dev.heatup.channel.Username;
import dev.heatup.plan.Action;
import dev.heatup.plan.Plan;
import java.time.Duration;
import java.util.List;

/** What the functions are given. */
public class SampleVisits {

    static final String CHANNEL = "hu_city_news";
    static final String GROUP = "hu_open_talk";
    static final String REASON = "Curious what people in the city talk about today";

    private SampleVisits() {}

    /** As long as plans get by default. */
    public static Plan sevenActions() {
        Username channel = new Username(CHANNEL);
        Username group = new Username(GROUP);
        return Plan.recorded(List.of(
                new Action.JoinChannel(channel, REASON),
                new Action.ReadMessages(channel, Duration.ofSeconds(25), REASON),
                new Action.Idle(Duration.ofSeconds(7), REASON),
                new Action.ViewPost(channel, Duration.ofSeconds(12), REASON),
                new Action.React(channel, "👍", REASON),
                new Action.JoinChannel(group, REASON),
                new Action.SendMessage(group, "ask which market is open on Sundays", false, REASON)));
    }
}
