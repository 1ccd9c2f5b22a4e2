package dev.heatup.sandbox.fuzz;

import dev.heatup.sandbox.fuzz.HttpCall.Door;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How many calls there were, and how many did what they asked for. */
public final class CallCounts {

    private static final class Count {
        private int calls;
        private int successes;
        private int absent;
    }

    private final Map<Door, Map<String, Count>> counts = new EnumMap<>(Door.class);
    private int updates;

    void count(HttpCall call, int status) {
        Count count = counts.computeIfAbsent(call.door(), _ -> new TreeMap<>())
                .computeIfAbsent(call.name(), _ -> new Count());
        count.calls++;
        if (status < 300) {
            count.successes++;
        } else if (status == 501) {
            count.absent++;
        }
    }

    void update() {
        updates++;
    }

    public int calls() {
        return counts.values().stream()
                .flatMap(of -> of.values().stream())
                .mapToInt(count -> count.calls)
                .sum();
    }

    public int updates() {
        return updates;
    }

    /** Of the calls to what is there. */
    double share(Door door) {
        int acting = 0;
        int successes = 0;
        for (Count count : counts.getOrDefault(door, Map.of()).values()) {
            acting += count.calls - count.absent;
            successes += count.successes;
        }
        return acting == 0 ? 0 : (double) successes / acting;
    }

    public double shareOfBots() {
        return share(Door.BOTS);
    }

    public double shareOfPeople() {
        return share(Door.PEOPLE);
    }

    public double shareOfControl() {
        return share(Door.CONTROL);
    }

    /** Names of calls that are there and never succeeded. */
    public Set<String> withoutSuccess() {
        Set<String> names = new TreeSet<>();
        counts.values()
                .forEach(of -> of.forEach((name, count) -> {
                    if (count.successes == 0 && count.absent < count.calls) {
                        names.add(name);
                    }
                }));
        return names;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        counts.forEach((door, of) -> text.append(door)
                .append(": ")
                .append(of.values().stream().mapToInt(count -> count.calls).sum())
                .append(" calls, ")
                .append(Math.round(1000 * share(door)) / 10.0)
                .append(" % of those to what is there succeeded; "));
        return text.append(updates).append(" updates").toString();
    }

    /** Each call with its figures, a line each. */
    public String details() {
        StringBuilder text = new StringBuilder();
        counts.forEach((door, of) -> of.forEach((name, count) -> {
            if (count.absent == 0) {
                text.append("%s %s: %d of %d%n".formatted(door, name, count.successes, count.calls));
            }
        }));
        return text.toString();
    }
}
