package dev.heatup.sandbox.botapi;

import dev.heatup.sandbox.botapi.EntityType.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Brings entities into the form in which Telegram keeps them: what can't overlap does not, and styles that overlap are
 * joined or cut into pieces. The official server's procedure, whose results clients show.
 */
final class EntityNormalizer {

    private EntityNormalizer() {}

    static List<Entity> resolved(List<Entity> given) {
        List<Entity> sorted = given.stream().sorted().toList();
        List<Entity> whole = withoutIntersecting(only(sorted, kind -> kind == Kind.WHOLE || kind == Kind.VERBATIM));
        List<Entity> quotes = withoutIntersecting(only(sorted, kind -> kind == Kind.QUOTE));
        List<Entity> others = Stream.concat(whole.stream().filter(entity -> !cuts(entity, quotes)), quotes.stream())
                .sorted()
                .toList();
        return withStyles(only(sorted, kind -> kind == Kind.STYLE), others);
    }

    /** Adds what was found in the text where nothing was given. */
    static List<Entity> merged(List<Entity> given, List<Entity> found) {
        List<Entity> whole = only(given, kind -> kind == Kind.WHOLE || kind == Kind.VERBATIM);
        List<Entity> quotes = only(given, kind -> kind == Kind.QUOTE);
        Stream<Entity> added = found.stream()
                .filter(entity -> !cuts(entity, quotes))
                .filter(entity -> whole.stream().noneMatch(other -> intersect(entity, other)));
        List<Entity> others = Stream.of(whole.stream(), quotes.stream(), added)
                .flatMap(all -> all)
                .sorted()
                .toList();
        return withStyles(only(given, kind -> kind == Kind.STYLE), others);
    }

    private static List<Entity> only(List<Entity> all, Predicate<Kind> kinds) {
        return all.stream().filter(entity -> kinds.test(entity.type().kind())).toList();
    }

    private static List<Entity> withoutIntersecting(List<Entity> sorted) {
        List<Entity> kept = new ArrayList<>();
        for (Entity entity : sorted) {
            if (kept.isEmpty() || entity.offset() >= kept.getLast().end()) {
                kept.add(entity);
            }
        }
        return kept;
    }

    private static boolean intersect(Entity one, Entity other) {
        return one.offset() < other.end() && other.offset() < one.end();
    }

    /** Whether it lies across a quote's edge. */
    private static boolean cuts(Entity entity, List<Entity> quotes) {
        return quotes.stream()
                .anyMatch(quote ->
                        intersect(entity, quote) && (entity.offset() < quote.offset() || entity.end() > quote.end()));
    }

    private static List<Entity> withStyles(List<Entity> styles, List<Entity> others) {
        return Stream.concat(others.stream(), new Pieces(styles).cutBy(others).stream())
                .sorted()
                .toList();
    }

    /** Styles, cut wherever another entity begins or ends and wherever another style begins. For one text. */
    private static final class Pieces {

        private record Span(int from, int to) {}

        private final List<Entity> styles;
        private final Map<EntityType, Span> open = new EnumMap<>(EntityType.class);
        private final List<Entity> pieces = new ArrayList<>();
        private int next;

        Pieces(List<Entity> styles) {
            this.styles = styles;
        }

        List<Entity> cutBy(List<Entity> others) {
            Deque<Entity> around = new ArrayDeque<>();
            for (Entity other : others) {
                advance(other.offset(), around);
                around.push(other);
            }
            advance(Integer.MAX_VALUE, around);
            return pieces;
        }

        private void advance(int to, Deque<Entity> around) {
            while (!around.isEmpty() && to >= around.peek().end()) {
                Entity ended = around.pop();
                int before = pieces.size();
                addUntil(ended.end());
                if (ended.type().kind() == Kind.VERBATIM) {
                    pieces.subList(before, pieces.size()).clear();
                }
            }
            addUntil(to);
        }

        private void addUntil(int end) {
            while (next < styles.size() && styles.get(next).offset() < end) {
                Entity style = styles.get(next++);
                Span span = open.get(style.type());
                if (span != null && style.offset() <= span.to()) {
                    open.put(style.type(), new Span(span.from(), Math.max(span.to(), style.end())));
                } else {
                    cutAt(style.offset());
                    open.put(style.type(), new Span(style.offset(), style.end()));
                }
            }
            cutAt(end);
        }

        private void cutAt(int place) {
            for (EntityType type : List.copyOf(open.keySet())) {
                Span span = open.getOrDefault(type, new Span(place, place));
                if (span.from() < place) {
                    int to = Math.min(span.to(), place);
                    pieces.add(new Entity(type, span.from(), to - span.from()));
                    if (span.to() <= place) {
                        open.remove(type);
                    } else {
                        open.put(type, new Span(place, span.to()));
                    }
                }
            }
        }
    }
}
