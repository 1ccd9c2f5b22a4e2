package dev.heatup.sandbox.traffic;

import dev.heatup.chance.SeededDraw;
import dev.heatup.sandbox.corpus.Label;
import dev.heatup.sandbox.traffic.ModeratedGroup.Guest;
import dev.heatup.sandbox.traffic.ModeratedGroup.Line;
import dev.heatup.sandbox.world.Agenda;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Many people of the population who spam a group at once, in turn and with the same few texts; who is not in joins right
 * before.
 *
 * @param raiders those of them who take part
 */
record Raiders(ModeratedGroup place, String name, long seed, List<Guest> raiders) implements TrafficScript {

    private static final int TEXTS = 3;
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** Whoever has to be let in asks so long before they mean to write. */
    private static final Duration APPROVAL = Duration.ofMinutes(2);

    @Override
    public Duration span() {
        return place.chat().asksForApproval() ? APPROVAL : LOOK;
    }

    @Override
    public List<Agenda.Due> steps(long number, Instant begins) {
        Guest guest = raiders.get((int) (number % raiders.size()));
        String campaign = place.campaign(name);
        Line line = new Line(
                place.corpus()
                        .draw(
                                Label.SPAM,
                                place.chat().language(),
                                SeededDraw.of(
                                        SeededDraw.of(seed, "text"),
                                        SeededDraw.index(SeededDraw.of(seed, number), TEXTS))),
                campaign);
        Instant at = begins.plus(span());
        List<Agenda.Due> steps = new ArrayList<>();
        if (number < raiders.size()) {
            steps.add(new Agenda.Due(begins, state -> place.enter(state, guest, campaign, begins)));
        }
        steps.add(new Agenda.Due(at, state -> place.write(state, guest, line, null, at)));
        return steps;
    }

    /** So many of a list, each once: steps of a length without a divisor in common with the circle's meet everybody. */
    static List<Guest> some(List<Guest> people, int count, long seed) {
        int size = people.size();
        long stride = SeededDraw.between(SeededDraw.of(seed, "stride"), 1, size);
        while (!BigInteger.valueOf(stride).gcd(BigInteger.valueOf(size)).equals(BigInteger.ONE)) {
            stride++;
        }
        long step = stride;
        long first = SeededDraw.index(SeededDraw.of(seed, "first"), size);
        return LongStream.range(0, count)
                .mapToObj(i -> people.get((int) ((first + i * step) % size)))
                .toList();
    }
}
