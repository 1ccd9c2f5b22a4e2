package dev.heatup.app;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Which classes can be reached from an object: over its fields, our own static ones included, what lambdas hold, and the
 * collections of the JDK. What all of a process shares through a library (loggers, static registries) is left out, since
 * whatever ran before in the same process is there.
 */
final class ObjectGraph {

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> ahead = new ArrayDeque<>();

    private ObjectGraph() {}

    static Set<Class<?>> of(Object root) {
        ObjectGraph graph = new ObjectGraph();
        graph.add(root);
        while (!graph.ahead.isEmpty()) {
            graph.look(graph.ahead.pop());
        }
        Set<Class<?>> classes = Collections.newSetFromMap(new IdentityHashMap<>());
        graph.seen.forEach(object -> classes.add(object.getClass()));
        return classes;
    }

    private void add(@Nullable Object object) {
        if (object != null && !(object instanceof Class<?>) && !(object instanceof Logger) && seen.add(object)) {
            ahead.push(object);
        }
    }

    private void look(Object object) {
        switch (object) {
            case Map<?, ?> map ->
                map.forEach((key, value) -> {
                    add(key);
                    add(value);
                });
            case Collection<?> items when isOfTheJdk(object) -> items.forEach(this::add);
            case Optional<?> value -> value.ifPresent(this::add);
            case AtomicReference<?> reference -> add(reference.get());
            case Object[] array -> {
                for (int i = 0; i < array.length; i++) {
                    add(Array.get(array, i));
                }
            }
            default -> {
                if (!isOfTheJdk(object)) {
                    fields(object);
                }
            }
        }
    }

    private static boolean isOfTheJdk(Object object) {
        return object.getClass().getModule().isNamed();
    }

    private static boolean isShared(Field field) {
        return Modifier.isStatic(field.getModifiers())
                && !field.getDeclaringClass().getName().startsWith("dev.heatup.");
    }

    private void fields(Object object) {
        for (Class<?> type = object.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!field.getType().isPrimitive() && !isShared(field) && field.trySetAccessible()) {
                    try {
                        add(field.get(Modifier.isStatic(field.getModifiers()) ? null : object));
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        }
    }
}
