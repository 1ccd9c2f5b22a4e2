package dev.heatup.crowd;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** Whose visit begins next. A function of the world and of the moment it is asked about. Confined to one thread. */
public final class VisitSchedule {

    private final Activity activity;
    private final PriorityQueue<Visitor> queue = new PriorityQueue<>(Comparator.comparing(Visitor::at)
            .thenComparingInt(visitor -> visitor.person().number()));

    /** @param at in world time */
    public record Visitor(Instant at, Person person) {}

    /** @param after visits that began before are not made up for */
    public VisitSchedule(Population population, Activity activity, Instant after) {
        this.activity = activity;
        population.people().forEach(person -> expect(person, after));
    }

    public Optional<Instant> next() {
        return Optional.ofNullable(queue.peek()).map(Visitor::at);
    }

    /** Whoever comes at {@link #next}, and from now on has come. */
    public Visitor take() {
        Visitor visitor = queue.remove();
        expect(visitor.person(), visitor.at());
        return visitor;
    }

    private void expect(Person person, Instant after) {
        activity.next(person, after).ifPresent(at -> queue.add(new Visitor(at, person)));
    }
}
