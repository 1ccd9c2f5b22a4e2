package dev.heatup.sandbox.world;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A record's components with their names in snake case, found out once for each type. Immutable.
 *
 * @param kind {@code MessageSent} as {@code message_sent}
 */
record RecordSchema(String kind, List<Part> parts, Constructor<?> constructor) {

    private static final ClassValue<RecordSchema> SHAPES = new ClassValue<>() {
        @Override
        protected RecordSchema computeValue(Class<?> type) {
            return made(type);
        }
    };

    static RecordSchema of(Class<?> type) {
        return SHAPES.get(type);
    }

    /** Of all records below a sealed interface. */
    static Stream<RecordSchema> variants(Class<?> type) {
        return records(type).map(RecordSchema::of);
    }

    static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RecordSchema::records)
                : Stream.of(type);
    }

    private static RecordSchema made(Class<?> type) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return new RecordSchema(
                    snakeCase(type.getSimpleName()),
                    Arrays.stream(components).map(Part::of).toList(),
                    constructor);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " is no record", e);
        }
    }

    /** @throws IllegalArgumentException when the record refuses a value */
    Object make(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("a value is out of range", e);
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException(constructor + " can't be called", e);
        }
    }

    private static String snakeCase(String name) {
        return name.chars()
                .mapToObj(c ->
                        Character.isUpperCase(c) ? "_" + (char) Character.toLowerCase(c) : String.valueOf((char) c))
                .collect(Collectors.joining())
                .replaceFirst("^_", "");
    }

    record Part(String name, ValueSchema form, boolean isNullable, Method accessor) {

        static Part of(RecordComponent component) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return new Part(
                    snakeCase(component.getName()),
                    ValueSchema.of(component.getGenericType()),
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                    accessor);
        }

        @Nullable
        Object in(Record record) {
            try {
                return accessor.invoke(record);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(record.getClass() + " can't be written", e);
            }
        }
    }
}
