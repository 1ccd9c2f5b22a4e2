package dev.heatup.sandbox.world;

import dev.heatup.channel.Username;
import dev.heatup.gateway.Tl;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as objects of the log, and reads them back: a field for each component that is not null, by its name in
 * snake case. A variant of a sealed interface also has its {@code type}. Names of components are therefore stored for
 * good. Stateless.
 */
final class Records {

    private static final String TYPE = "type";

    /** Values that are one text. */
    private static final Map<Class<?>, Function<String, Object>> TEXTS = Map.of(
            String.class, text -> text,
            Instant.class, Instant::parse,
            Duration.class, Duration::parse,
            Username.class, Username::new,
            ChatKey.class, ChatKey::parse,
            Actor.class, Actor::parse);

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private Records() {}

    /** {@code MessageSent} as {@code message_sent}. */
    static String kind(Class<?> type) {
        return snakeCase(type.getSimpleName());
    }

    static Tl.Obj write(Record record) {
        Tl.Builder fields = Tl.object();
        SHAPES.get(record.getClass()).parts.forEach(part -> {
            Object value = part.valueIn(record);
            if (value != null) {
                fields.with(part.name, written(part.raw(), value));
            }
        });
        return fields.build();
    }

    /** @throws IllegalArgumentException when a field is missing, or is no value of its component */
    static <R> R read(Class<R> type, Tl.Obj fields) {
        Shape shape = SHAPES.get(type);
        Object[] values = shape.parts.stream()
                .map(part -> fields.get(part.name)
                        .map(value -> read(part.type, value))
                        .orElseGet(() -> part.absent(type)))
                .toArray();
        return type.cast(shape.make(values));
    }

    private static Tl written(Class<?> declared, Object value) {
        if (value instanceof Tl tl) {
            return tl;
        }
        if (value instanceof Boolean flag) {
            return Tl.of(flag.booleanValue());
        }
        if (value instanceof Double number) {
            return new Tl.Decimal(number);
        }
        if (value instanceof Number number) {
            return Tl.of(number.longValue());
        }
        if (value instanceof Enum<?> constant) {
            return Tl.of(constant.name().toLowerCase(Locale.ROOT));
        }
        if (value instanceof Collection<?> items) {
            List<Tl> all =
                    items.stream().map(item -> written(item.getClass(), item)).toList();
            // A set has no order, and a log must not show one that differs from time to time.
            return Tl.of(
                    items instanceof Set
                            ? all.stream()
                                    .sorted(Comparator.comparing(Tl::toString))
                                    .toList()
                            : all);
        }
        if (value instanceof Record record && !(value instanceof Username) && !isText(value.getClass())) {
            Tl.Obj fields = write(record);
            return declared.isSealed() ? typed(record, fields) : fields;
        }
        return Tl.of(value.toString());
    }

    private static boolean isText(Class<?> type) {
        return TEXTS.keySet().stream().anyMatch(text -> text.isAssignableFrom(type));
    }

    private static Tl.Obj typed(Record record, Tl.Obj fields) {
        Map<String, Tl> all = new LinkedHashMap<>();
        all.put(TYPE, Tl.of(kind(record.getClass())));
        all.putAll(fields.fields());
        return Tl.object(all);
    }

    private static Object read(Type type, Tl value) {
        if (type instanceof ParameterizedType generic) {
            List<?> items = items(value).stream()
                    .map(item -> read(generic.getActualTypeArguments()[0], item))
                    .toList();
            return generic.getRawType() == List.class ? items : new LinkedHashSet<>(items);
        }
        return read((Class<?>) type, value);
    }

    private static Object read(Class<?> type, Tl value) {
        Function<String, Object> text = TEXTS.get(type);
        if (text != null && value instanceof Tl.Text(String written)) {
            return text.apply(written);
        }
        if (type == long.class || type == Long.class) {
            return number(value);
        }
        if (type == int.class || type == Integer.class) {
            return Math.toIntExact(number(value));
        }
        if (type == double.class) {
            return value instanceof Tl.Decimal(double number) ? number : (double) number(value);
        }
        if (type == boolean.class && value instanceof Tl.Bool(boolean flag)) {
            return flag;
        }
        if (type.isEnum() && value instanceof Tl.Text(String name)) {
            return constant(type, name);
        }
        if (value instanceof Tl.Obj fields) {
            return type == Tl.Obj.class ? fields : type.isSealed() ? variant(type, fields) : read(type, fields);
        }
        throw new IllegalArgumentException("no " + type.getSimpleName());
    }

    private static Object constant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + type.getSimpleName()));
    }

    private static Object variant(Class<?> type, Tl.Obj fields) {
        String kind = fields.text(TYPE).orElse("");
        return variants(type)
                .filter(variant -> kind(variant).equals(kind))
                .findFirst()
                .map(variant -> (Object) read(variant, fields))
                .orElseThrow(() -> new IllegalArgumentException("no " + type.getSimpleName()));
    }

    /** All records below a sealed interface. */
    static Stream<Class<?>> variants(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Records::variants)
                : Stream.of(type);
    }

    private static List<Tl> items(Tl value) {
        if (value instanceof Tl.Items(List<Tl> items)) {
            return items;
        }
        throw new IllegalArgumentException("no list");
    }

    private static long number(Tl value) {
        if (value instanceof Tl.Int(long number)) {
            return number;
        }
        throw new IllegalArgumentException("no number");
    }

    private static String snakeCase(String name) {
        return name.chars()
                .mapToObj(c ->
                        Character.isUpperCase(c) ? "_" + (char) Character.toLowerCase(c) : String.valueOf((char) c))
                .collect(Collectors.joining())
                .replaceFirst("^_", "");
    }

    private record Part(String name, Type type, RecordComponent component) {

        Class<?> raw() {
            return component.getType();
        }

        @Nullable
        Object valueIn(Record record) {
            try {
                return component.getAccessor().invoke(record);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(record.getClass() + " can't be written", e);
            }
        }

        @Nullable
        Object absent(Class<?> owner) {
            if (raw().isPrimitive() || !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                throw new IllegalArgumentException(kind(owner) + " lacks " + name);
            }
            return null;
        }
    }

    private record Shape(List<Part> parts, Constructor<?> constructor) {

        static Shape of(Class<?> type) {
            try {
                RecordComponent[] components = type.getRecordComponents();
                Constructor<?> constructor = type.getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
                constructor.setAccessible(true);
                return new Shape(
                        Arrays.stream(components)
                                .map(component ->
                                        new Part(snakeCase(component.getName()), component.getGenericType(), component))
                                .toList(),
                        constructor);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(type + " is no record", e);
            }
        }

        Object make(@Nullable Object[] values) {
            try {
                return constructor.newInstance(values);
            } catch (InvocationTargetException e) {
                throw new IllegalArgumentException("a value is out of range", e);
            } catch (InstantiationException | IllegalAccessException e) {
                throw new IllegalStateException(constructor + " can't be called", e);
            }
        }
    }
}
