package dev.heatup.simulate;

import dev.heatup.sandbox.DeclaredBot;
import dev.heatup.sandbox.Pulse;
import dev.heatup.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Waits in real time for the bots of a sandbox; no world time passes meanwhile. Confined to one thread, but for
 * {@link #stop}.
 */
final class BotAwaiter {

    /** How often it is looked whether bots have become quiet. */
    private static final Duration GLANCE = Duration.ofMillis(5);

    /** Whoever polls, or handles an update, is between two polls for a moment. */
    private static final Duration MIN_ABSENCE = Duration.ofSeconds(5);

    private final Sandbox sandbox;
    private final InstantSource real;
    private final Simulation.Waiter waiter;
    private volatile boolean stopped;

    BotAwaiter(Sandbox sandbox, InstantSource real, Simulation.Waiter waiter) {
        this.sandbox = sandbox;
        this.real = real;
        this.waiter = waiter;
    }

    /** Ends all waiting, now and later; from any thread. */
    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Until the bots have done what they will do. */
    Pulse settle() throws InterruptedException {
        Pulse pulse = sandbox.pulse().join();
        while (pulse.busyFor().isPositive() && !stopped) {
            waiter.await(pulse.busyFor().compareTo(GLANCE) < 0 ? pulse.busyFor() : GLANCE);
            pulse = sandbox.pulse().join();
        }
        return pulse;
    }

    /** @see Simulation#awaitBots */
    List<DeclaredBot> awaitCalls(Duration atMost) throws InterruptedException {
        Instant deadline = real.instant().plus(atMost);
        List<DeclaredBot> missing = missing();
        while (!missing.isEmpty() && real.instant().isBefore(deadline) && !stopped) {
            waiter.await(GLANCE);
            missing = missing();
        }
        settle();
        return missing;
    }

    /** Those that have not called yet. */
    List<DeclaredBot> missing() {
        return declared().stream()
                .filter(bot -> bot.presence() instanceof DeclaredBot.Presence.NeverCalled)
                .toList();
    }

    /** @see Simulation#awaitVerdicts */
    List<BotVerdict> awaitVerdicts(Duration patience) throws InterruptedException {
        Duration absence = patience.compareTo(MIN_ABSENCE) < 0 ? MIN_ABSENCE : patience;
        Instant asked = real.instant();
        List<DeclaredBot> bots = declared();
        while (!stopped && bots.stream().anyMatch(bot -> mayComeBack(bot, asked, absence))) {
            waiter.await(GLANCE);
            bots = declared();
        }
        settle();
        return declared().stream()
                .map(bot -> BotVerdict.of(bot, state(bot, absence)))
                .toList();
    }

    private List<DeclaredBot> declared() {
        return sandbox.declaredBots().join();
    }

    private boolean mayComeBack(DeclaredBot bot, Instant asked, Duration absence) {
        return bot.presence() instanceof DeclaredBot.Presence.Away(Instant since)
                && !since.isAfter(asked)
                && since.plus(absence).isAfter(real.instant());
    }

    private BotVerdict.State state(DeclaredBot bot, Duration absence) {
        return switch (bot.presence()) {
            case DeclaredBot.Presence.NeverCalled _ -> BotVerdict.State.MISSING;
            case DeclaredBot.Presence.Here _ -> BotVerdict.State.HERE;
            case DeclaredBot.Presence.Away(Instant since) ->
                since.plus(absence).isAfter(real.instant()) ? BotVerdict.State.HERE : BotVerdict.State.LOST;
        };
    }
}
