package dev.heatup.sandbox;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that follows from a world's events, each value under its path, so that a difference says where it is. */
public final class WorldContent {

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    private WorldContent() {}

    public static WorldContent of(Sandbox sandbox) {
        return sandbox.submit(core -> {
                    WorldContent content = new WorldContent();
                    content.add("", core.content());
                    return content;
                })
                .join();
    }

    /** Empty when there is none. */
    public List<String> differencesFrom(WorldContent other) {
        return Stream.concat(values.keySet().stream(), other.values.keySet().stream())
                .distinct()
                .filter(path -> !Objects.equals(values.get(path), other.values.get(path)))
                .map(path -> path + ": " + values.get(path) + " instead of " + other.values.get(path))
                .limit(20)
                .toList();
    }

    private void add(String path, @Nullable Object value) {
        switch (value) {
            case Record all -> {
                for (RecordComponent component : all.getClass().getRecordComponents()) {
                    add(path + "/" + component.getName(), read(component, all));
                }
            }
            case List<?> items -> {
                for (int i = 0; i < items.size(); i++) {
                    add(path + "/" + i, items.get(i));
                }
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> sorted = new TreeMap<>();
                map.forEach((key, item) -> sorted.put(String.valueOf(key), item));
                sorted.forEach((key, item) -> add(path + "/" + key, item));
            }
            case Iterable<?> set -> {
                TreeSet<String> sorted = new TreeSet<>();
                set.forEach(item -> sorted.add(String.valueOf(item)));
                values.put(path, sorted);
            }
            case null, default -> values.put(path, value);
        }
    }

    private static @Nullable Object read(RecordComponent component, Record of) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
