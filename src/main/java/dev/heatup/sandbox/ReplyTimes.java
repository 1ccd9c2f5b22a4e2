package dev.heatup.sandbox;

import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long bots take, in real time: from a message in a private chat, a command in a group or a pressed button to the
 * bot's next message there, or its answer to the button. No part of the log, which is the same each time. Confined to one thread.
 */
public final class ReplyTimes {

    /** What waits longer was not answered. */
    private static final int MAX_WAITING = 10_000;

    /** The latest; enough for quantiles, and bounded. */
    private static final int MAX_KEPT = 100_000;

    private final InstantSource real;
    private final Map<Object, Instant> waiting = new LinkedHashMap<>();
    private final Deque<Duration> times = new ArrayDeque<>();
    private int unanswered;

    /**
     * @param replies how many there were; without any, the times are zero
     * @param unanswered what is still waited for, and what nobody waits for any more
     */
    public record Summary(int replies, int unanswered, Duration p50, Duration p95, Duration longest) {}

    ReplyTimes(InstantSource real) {
        this.real = real;
    }

    void observe(Event event) {
        switch (event.effect()) {
            case Effect.MessageSent sent -> sent(event.actor(), sent);
            case Effect.ButtonPressed pressed -> ask(pressed.queryId());
            case Effect.ButtonAnswered answered -> answer(answered.queryId());
            default -> {}
        }
    }

    private void sent(Actor actor, Effect.MessageSent sent) {
        if (actor instanceof Actor.Bot) {
            answer(sent.chat());
        } else if (actor instanceof Actor.Person
                && !(sent.content() instanceof Content.Service)
                && (sent.chat() instanceof ChatKey.Direct
                        || sent.content().text().startsWith("/"))) {
            ask(sent.chat());
        }
    }

    private void ask(Object what) {
        waiting.putIfAbsent(what, real.instant());
        if (waiting.size() > MAX_WAITING) {
            waiting.remove(waiting.keySet().iterator().next());
            unanswered++;
        }
    }

    private void answer(Object what) {
        Instant asked = waiting.remove(what);
        if (asked != null) {
            times.add(Duration.between(asked, real.instant()));
            if (times.size() > MAX_KEPT) {
                times.remove();
            }
        }
    }

    Summary summary() {
        List<Duration> sorted = times.stream().sorted().toList();
        return new Summary(
                sorted.size(),
                unanswered + waiting.size(),
                quantile(sorted, 0.5),
                quantile(sorted, 0.95),
                quantile(sorted, 1));
    }

    /** The least that is not exceeded by this share (nearest rank). */
    private static Duration quantile(List<Duration> sorted, double share) {
        return sorted.isEmpty() ? Duration.ZERO : sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1));
    }
}
