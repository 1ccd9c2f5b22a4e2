package dev.heatup.sandbox.traffic;

import dev.heatup.chance.SeededDraw;
import dev.heatup.sandbox.corpus.Label;
import dev.heatup.sandbox.traffic.ModeratedGroup.Guest;
import dev.heatup.sandbox.traffic.ModeratedGroup.Line;
import dev.heatup.sandbox.world.Agenda;
import dev.heatup.sandbox.world.Message;
import dev.heatup.sandbox.world.WorldState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Accounts that come to a group, each of them once: they join if they are not in, soon write a few messages of one sort,
 * and write no more of it. Whoever bans one that means harm is rid of what it has not written yet, and meets the next.
 *
 * @param edited the share of their messages that are sent clean and then edited
 * @param forwarded the share of their messages that come as a forward
 * @param origins of forwards
 * @param guests who they are, by number
 */
record TransientAccounts(
        ModeratedGroup place,
        Label label,
        Habit habit,
        long seed,
        double edited,
        double forwarded,
        ForwardOrigins origins,
        LongFunction<Guest> guests)
        implements TrafficScript {

    private static final long MIN_LOOK = Duration.ofSeconds(3).toMillis();
    private static final long MAX_LOOK = Duration.ofSeconds(30).toMillis();

    /** Whoever has to be let in asks so long before they mean to write. */
    private static final long APPROVAL = Duration.ofMinutes(2).toMillis();

    private static final long MIN_REST = Duration.ofSeconds(20).toMillis();
    private static final long MAX_REST = Duration.ofMinutes(5).toMillis();

    /** How many messages in a row say the same where an account repeats itself. */
    private static final int REPETITIONS = 3;

    /**
     * How an account writes. Invented.
     *
     * @param least messages
     * @param shortest between two of them, in milliseconds
     */
    record Habit(int least, int most, long shortest, long longest, boolean repeats) {

        static final Habit SPAM = new Habit(1, 5, 10_000, 90_000, false);
        static final Habit TOXIC = new Habit(1, 3, 20_000, 180_000, false);
        static final Habit FLOOD = new Habit(6, 14, 300, 2_000, true);

        /** Like a spammer's, so that it tells nothing. */
        static final Habit HARMLESS = SPAM;

        double mean() {
            return (least + most) / 2.0;
        }

        /** Whoever means to be heard keeps to slow mode; a flood does not. */
        Habit inSlowMode(Duration slow) {
            return repeats || slow.isZero()
                    ? this
                    : new Habit(
                            least,
                            most,
                            Math.max(shortest, slow.toMillis()),
                            Math.max(longest, 2 * slow.toMillis()),
                            false);
        }
    }

    @Override
    public Duration span() {
        return Duration.ofMillis(APPROVAL + MAX_LOOK + habit.most() * habit.longest() + MAX_REST);
    }

    @Override
    public List<Agenda.Due> steps(long number, Instant begins) {
        long draw = SeededDraw.of(seed, number);
        Guest guest = guests.apply(number);
        String campaign = place.campaign(label.written() + "/" + (number + 1));
        List<Agenda.Due> steps = new ArrayList<>();
        steps.add(new Agenda.Due(begins, state -> place.enter(state, guest, campaign, begins)));
        Instant at = begins.plusMillis(SeededDraw.between(SeededDraw.of(draw, "look"), MIN_LOOK, MAX_LOOK)
                + (place.chat().asksForApproval() ? APPROVAL : 0));
        long messages = SeededDraw.between(SeededDraw.of(draw, "messages"), habit.least(), habit.most());
        long gaps = SeededDraw.of(draw, "gaps");
        for (int i = 0; i < messages; i++) {
            steps.addAll(
                    message(guest, campaign, SeededDraw.of(SeededDraw.of(draw, "message"), i), textDraw(draw, i), at));
            at = at.plusMillis(SeededDraw.between(SeededDraw.of(gaps, i), habit.shortest(), habit.longest()));
        }
        return steps;
    }

    private long textDraw(long draw, int i) {
        return SeededDraw.of(SeededDraw.of(draw, "text"), habit.repeats() ? i / REPETITIONS : i);
    }

    private List<Agenda.Due> message(Guest guest, String campaign, long draw, long text, Instant at) {
        Line line = line(label, campaign, text);
        double manner = SeededDraw.unit(SeededDraw.of(draw, "manner"));
        if (manner < edited) {
            Line before = line(Label.CLEAN, campaign, text);
            Instant later = at.plusMillis(SeededDraw.between(SeededDraw.of(draw, "rest"), MIN_REST, MAX_REST));
            return List.of(
                    new Agenda.Due(at, state -> place.write(state, guest, before, line, null, at)),
                    new Agenda.Due(later, state -> place.edit(state, guest, line, at, later)));
        }
        boolean isForward = manner < edited + forwarded;
        return List.of(new Agenda.Due(
                at, state -> place.write(state, guest, line, isForward ? origin(state, draw, at) : null, at)));
    }

    private Line line(Label what, String campaign, long draw) {
        return new Line(place.corpus().draw(what, place.chat().language(), draw), campaign);
    }

    private Message.Forward origin(WorldState state, long draw, Instant at) {
        return origins.draw(state, place.chat().language(), draw, at);
    }
}
