package dev.heatup.run;

import dev.heatup.channel.Username;
import dev.heatup.plan.Action;
import dev.heatup.plan.Plan;
import dev.heatup.planner.PlanSource;
import dev.heatup.planner.Usage;
import dev.heatup.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs to start from. */
public final class RunFixtures {

    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    public static final SessionId SESSION = new SessionId("abc123xyz");
    public static final Username NEWS = new Username("hu_city_news");
    public static final Action JOIN = new Action.JoinChannel(NEWS, "Follow the city news");
    public static final Action READ = new Action.ReadMessages(NEWS, Duration.ofSeconds(20), "See what is new");
    public static final Action IDLE = new Action.Idle(Duration.ofSeconds(5), "Look out of the window");
    public static final Plan PLAN = Plan.recorded(List.of(JOIN, READ, IDLE));
    public static final PlannedVisit VISIT = new PlannedVisit(PLAN, PlanSource.CLAUDE, new Usage(700, 600, 90), null);
    public static final Run.Pause PAUSE = new Run.Pause(Duration.ofSeconds(6), Duration.ofSeconds(3));

    private RunFixtures() {}

    /** Ids in the order of their numbers. */
    public static RunId id(int number) {
        return new RunId("run_%026d".formatted(number));
    }

    public static RunRequest order(SessionId session, @Nullable Plan given) {
        return new RunRequest(session, Target.SANDBOX, "default", "default", 42, null, given);
    }

    /** Due now and to be planned. */
    public static Run unplanned(int number) {
        return Run.create(id(number), order(new SessionId("s" + number), null), NOW);
    }

    /** Due now with a plan of the caller's. */
    public static Run given(int number) {
        return given(number, NOW);
    }

    public static Run given(int number, Instant due) {
        return Run.create(id(number), order(new SessionId("s" + number), PLAN), due);
    }
}
