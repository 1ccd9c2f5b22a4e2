package dev.heatup.sandbox.traffic;

import dev.heatup.chance.SeededDraw;
import dev.heatup.sandbox.world.Agenda;
import dev.heatup.sandbox.world.WorldState;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Scripts that begin one in each slot; their steps overlap.
 *
 * @param seed from which the moments of the slots are drawn
 */
record ScriptSequence(long seed, TimeSlots slots, TrafficScript script) implements Agenda.Source {

    @Override
    public Iterator<Agenda.Due> from(WorldState state) {
        return new Steps(state.began(), state.latest());
    }

    private record Step(Agenda.Due due, long order) {}

    /** Holds the steps of those scripts alone that have begun. */
    private final class Steps implements Iterator<Agenda.Due> {

        private final Instant began;
        private final Instant after;
        private final PriorityQueue<Step> begun = new PriorityQueue<>(
                Comparator.comparing((Step step) -> step.due().at()).thenComparingLong(Step::order));
        private long next;
        private long order;

        Steps(Instant began, Instant after) {
            this.began = began;
            this.after = after;
            next = slots.firstAfter(began, after, script.span());
        }

        @Override
        public boolean hasNext() {
            while (next < slots.count()
                    && (begun.isEmpty() || !begun.element().due().at().isBefore(slots.beginning(began, next)))) {
                begin(next++);
            }
            return !begun.isEmpty();
        }

        private void begin(long number) {
            Instant begins = slots.moment(began, number, SeededDraw.of(seed, number));
            for (Agenda.Due due : script.steps(number, begins)) {
                if (due.at().isAfter(after)) {
                    begun.add(new Step(due, order++));
                }
            }
        }

        @Override
        public Agenda.Due next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return begun.remove().due();
        }
    }
}
