package dev.heatup.sandbox.traffic;

import dev.heatup.chance.SeededDraw;
import dev.heatup.sandbox.corpus.Label;
import dev.heatup.sandbox.traffic.ModeratedGroup.Guest;
import dev.heatup.sandbox.traffic.ModeratedGroup.Line;
import dev.heatup.sandbox.world.Agenda;
import dev.heatup.sandbox.world.CausedEffect;
import dev.heatup.sandbox.world.Effect.AttemptRefused.Reason;
import dev.heatup.sandbox.world.WorldState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a group's people write without harm. Who is meant to write is drawn without a look at the world, so that a person
 * whom a bot silenced is missed.
 *
 * @param members those who were in from the start, at least one
 */
record HarmlessTalk(ModeratedGroup place, Label label, long seed, List<Guest> members) implements TrafficScript {

    private static final int MAX_ASKED = 20;

    @Override
    public Duration span() {
        return Duration.ZERO;
    }

    @Override
    public List<Agenda.Due> steps(long number, Instant begins) {
        return List.of(new Agenda.Due(begins, state -> speak(state, SeededDraw.of(seed, number), begins)));
    }

    private List<CausedEffect> speak(WorldState state, long draw, Instant at) {
        long authors = SeededDraw.of(draw, "author");
        for (int i = 0; i < MAX_ASKED; i++) {
            Guest author = members.get(SeededDraw.index(SeededDraw.of(authors, i), members.size()));
            Optional<Reason> obstacle = place.obstacle(state, author, at);
            if (obstacle.filter(reason -> passes(state, author, reason)).isEmpty()) {
                return place.write(state, author, line(author, draw), null, at);
            }
        }
        return List.of();
    }

    /** Who left by themselves, or has to wait, lets another speak. */
    private boolean passes(WorldState state, Guest author, Reason reason) {
        return reason == Reason.SLOW_MODE || (reason == Reason.OUTSIDE && !place.isPutOut(state, author));
    }

    /** Three of four speak the group's language, the others their own. */
    private Line line(Guest author, long draw) {
        String language = SeededDraw.index(SeededDraw.of(draw, "language"), 4) > 0
                ? place.chat().language()
                : author.language();
        return new Line(
                place.corpus().draw(label, language, SeededDraw.of(draw, "text")), place.campaign(label.written()));
    }
}
