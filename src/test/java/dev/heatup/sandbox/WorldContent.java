package dev.heatup.sandbox;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that follows from a world's events, to be compared once its sandbox is closed and it stays as it is. */
public final class WorldContent {

    private static final int SHOWN = 500;

    private final Checkpoint.Content content;

    private WorldContent(Checkpoint.Content content) {
        this.content = content;
    }

    public static WorldContent of(Sandbox sandbox) {
        return new WorldContent(sandbox.submit(WorldLoop::content).join());
    }

    /** Each with the path to it; empty when there is none. */
    public List<String> differencesFrom(WorldContent other) {
        List<String> differences = new ArrayList<>();
        compare("", content, other.content, differences);
        return differences;
    }

    private static void compare(String path, @Nullable Object one, @Nullable Object other, List<String> differences) {
        if (Objects.equals(one, other)) {
            return;
        }
        if (one instanceof Record record && other != null && record.getClass() == other.getClass()) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                compare(
                        path + "/" + component.getName(),
                        read(component, record),
                        read(component, (Record) other),
                        differences);
            }
        } else if (one instanceof List<?> items && other instanceof List<?> others && items.size() == others.size()) {
            for (int i = 0; i < items.size(); i++) {
                compare(path + "/" + i, items.get(i), others.get(i), differences);
            }
        } else if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> others) {
            Set<Object> keys = new LinkedHashSet<>(map.keySet());
            keys.addAll(others.keySet());
            keys.forEach(key -> compare(path + "/" + key, map.get(key), others.get(key), differences));
        } else {
            differences.add(path + ": " + shown(one) + " instead of " + shown(other));
        }
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.substring(0, Math.min(text.length(), SHOWN));
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
