package dev.heatup.sandbox.botapi.web;

import dev.heatup.sandbox.botapi.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes when a test says so. Thread-safe. */
final class ManualTimer implements Timer {

    private record Alarm(Duration due, Runnable action) {}

    private final List<Alarm> alarms = new ArrayList<>();
    private Duration now = Duration.ZERO;

    @Override
    public synchronized Subscription after(Duration delay, Runnable action) {
        Alarm alarm = new Alarm(now.plus(delay), action);
        alarms.add(alarm);
        return () -> cancel(alarm);
    }

    private synchronized void cancel(Alarm alarm) {
        alarms.remove(alarm);
    }

    /** When the alarms are due, from now. */
    synchronized List<Duration> pending() {
        return alarms.stream().map(alarm -> alarm.due().minus(now)).sorted().toList();
    }

    void advance(Duration by) {
        List<Alarm> due;
        synchronized (this) {
            now = now.plus(by);
            due = alarms.stream()
                    .filter(alarm -> alarm.due().compareTo(now) <= 0)
                    .sorted(Comparator.comparing(Alarm::due))
                    .toList();
            alarms.removeAll(due);
        }
        due.forEach(alarm -> alarm.action().run());
    }
}
