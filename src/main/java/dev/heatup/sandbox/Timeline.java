package dev.heatup.sandbox;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which part of the log led to the present: what happened between a snapshot and its restore did not. Immutable.
 */
record Timeline(List<Span> spans) {

    /** All of it. */
    static final Timeline STRAIGHT = new Timeline(List.of(new Span(1, Long.MAX_VALUE)));

    /** Both included. */
    record Span(long from, long to) {

        private Span upTo(long seq) {
            return new Span(from, Math.min(to, seq));
        }
    }

    Timeline {
        spans = List.copyOf(spans);
    }

    boolean contains(long seq) {
        return spans.stream().anyMatch(span -> span.from() <= seq && seq <= span.to());
    }

    /**
     * @param snapshot the event at which this lineage is left
     * @param restored the event that did it
     */
    Timeline restored(long snapshot, long restored) {
        return new Timeline(Stream.concat(
                        spans.stream().filter(span -> span.from() <= snapshot).map(span -> span.upTo(snapshot)),
                        Stream.of(new Span(restored + 1, Long.MAX_VALUE)))
                .toList());
    }
}
