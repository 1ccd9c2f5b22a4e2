package dev.heatup.sandbox;

import dev.heatup.sandbox.world.Event;
import dev.heatup.telegram.Tl;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which events somebody wants to see: those that all conditions hold for. Immutable. */
public record EventFilter(List<Condition> conditions) {

    public static final EventFilter ALL = new EventFilter(List.of());

    /** @param value compared as it is; of a text, what it must contain, in any case */
    public record Condition(Field field, String value) {}

    /** What of an event can be asked for. */
    public enum Field {
        KIND,
        ACCOUNT,
        CHAT,
        LABEL,
        RUN,
        PERSONA,
        CAMPAIGN,
        TEXT;

        public String written() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public EventFilter {
        conditions = List.copyOf(conditions);
    }

    public boolean matches(Event event) {
        return conditions.stream().allMatch(condition -> holds(condition, event));
    }

    private static boolean holds(Condition condition, Event event) {
        String value = condition.value();
        return switch (condition.field()) {
            case KIND -> event.effect().kind().equals(value);
            case ACCOUNT -> event.actor().toString().equals(value);
            case CHAT -> event.effect().payload().text("chat").equals(Optional.of(value));
            case LABEL -> value.equals(event.cause().label());
            case RUN -> value.equals(event.cause().run());
            case PERSONA -> value.equals(event.cause().persona());
            case CAMPAIGN -> value.equals(event.cause().campaign());
            case TEXT -> text(event).toLowerCase(Locale.ROOT).contains(value.toLowerCase(Locale.ROOT));
        };
    }

    /** Of a message, post or answer; empty for what has none. */
    private static String text(Event event) {
        Tl.Obj payload = event.effect().payload();
        return payload.get("content")
                .flatMap(content -> content instanceof Tl.Obj fields ? fields.text("text") : Optional.empty())
                .or(() -> payload.text("text"))
                .orElse("");
    }
}
