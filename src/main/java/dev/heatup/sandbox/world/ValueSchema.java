package dev.heatup.sandbox.world;

import static java.util.Map.entry;

import dev.heatup.channel.Username;
import dev.heatup.telegram.Tl;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How values of a type are written, found out once for each: what the codecs of records go by. Immutable. */
sealed interface ValueSchema {

    /** Any text. */
    record Text() implements ValueSchema {}

    /** What is one short text, such as {@code toString} gives and {@code parse} reads. */
    record Named(Function<String, Object> parse) implements ValueSchema {}

    record Moment() implements ValueSchema {}

    record Whole() implements ValueSchema {}

    /** A whole number within 32 bits. */
    record Small() implements ValueSchema {}

    record Fraction() implements ValueSchema {}

    record Flag() implements ValueSchema {}

    /** @param byName in lower case */
    record Constant(Class<?> type, Map<String, Object> byName) implements ValueSchema {}

    /** A list. */
    record Row(ValueSchema item) implements ValueSchema {}

    /** A set. */
    record Group(ValueSchema item) implements ValueSchema {}

    record Table(ValueSchema key, ValueSchema value) implements ValueSchema {}

    record Fields(RecordSchema shape) implements ValueSchema {}

    /** A sealed interface of records. */
    record Choice(Class<?> type, Map<String, RecordSchema> byKind) implements ValueSchema {}

    /** An object of Telegram's type language. */
    record Tree() implements ValueSchema {}

    Map<Class<?>, ValueSchema> SIMPLE = Map.ofEntries(
            entry(String.class, new Text()),
            entry(Duration.class, new Named(Duration::parse)),
            entry(Username.class, new Named(Username::new)),
            entry(ChatKey.class, new Named(ChatKey::parse)),
            entry(Actor.class, new Named(Actor::parse)),
            entry(Instant.class, new Moment()),
            entry(long.class, new Whole()),
            entry(Long.class, new Whole()),
            entry(int.class, new Small()),
            entry(Integer.class, new Small()),
            entry(double.class, new Fraction()),
            entry(boolean.class, new Flag()),
            entry(Tl.Obj.class, new Tree()));

    static ValueSchema of(Type type) {
        return type instanceof ParameterizedType generic ? of(generic) : of((Class<?>) type);
    }

    private static ValueSchema of(ParameterizedType type) {
        List<ValueSchema> of = Arrays.stream(type.getActualTypeArguments())
                .map(ValueSchema::of)
                .toList();
        return type.getRawType() == Map.class
                ? new Table(of.get(0), of.get(1))
                : type.getRawType() == Set.class ? new Group(of.getFirst()) : new Row(of.getFirst());
    }

    private static ValueSchema of(Class<?> type) {
        ValueSchema simple = SIMPLE.get(type);
        if (simple != null) {
            return simple;
        }
        if (type.isEnum()) {
            return new Constant(
                    type,
                    Arrays.stream(type.getEnumConstants())
                            .collect(Collectors.toUnmodifiableMap(ValueSchema::nameOf, constant -> constant)));
        }
        return type.isSealed()
                ? new Choice(
                        type,
                        RecordSchema.variants(type).collect(Collectors.toUnmodifiableMap(RecordSchema::kind, s -> s)))
                : new Fields(RecordSchema.of(type));
    }

    static String nameOf(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }
}
