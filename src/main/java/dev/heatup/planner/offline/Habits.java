package dev.heatup.planner.offline;

import dev.heatup.persona.Persona;
import dev.heatup.plan.PlanRules;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How a temper moves about. Reading times are log-normal, as dwell times on pages are (Liu, White and Dumais, SIGIR 2010,
 * compare such skewed distributions); the numbers are ours.
 *
 * @param curiosity how a channel not joined yet weighs against one that is, 0 to 1
 * @param loyalty how a channel of the topic at hand weighs against one of another topic, 1 or more
 * @param idling share of steps, where idling is possible, that are idle
 * @param readSeconds median time for reading
 * @param idleSeconds median time for idling
 * @param social how readily they turn to others
 */
record Habits(double curiosity, double loyalty, double idling, int readSeconds, int idleSeconds, Social social) {

    /**
     * Shares of visits, and of readings for reactions.
     *
     * @param reacting of readings that end with a reaction
     * @param writing of visits with a message in a group
     * @param bots of visits to a bot, where there is one
     * @param leaving of visits that leave a channel
     */
    record Social(double reacting, double writing, double bots, double leaving) {}

    private static final double SPREAD = 0.45;

    static Habits of(Persona.Temper temper) {
        return switch (temper) {
            case HASTY -> new Habits(0.9, 4, 0.12, 9, 5, new Social(0.35, 0.35, 0.6, 0.08));
            case STEADY -> new Habits(0.6, 9, 0.18, 17, 9, new Social(0.25, 0.4, 0.5, 0.04));
            case THOROUGH -> new Habits(0.4, 16, 0.22, 29, 14, new Social(0.15, 0.5, 0.5, 0.02));
        };
    }

    int reading(RandomGenerator random, int mostSeconds) {
        return sample(random, readSeconds, PlanRules.MIN_READ, mostSeconds);
    }

    /** Half as long as reading. */
    int viewing(RandomGenerator random, int mostSeconds) {
        return sample(random, readSeconds / 2, PlanRules.MIN_READ, mostSeconds);
    }

    int idling(RandomGenerator random, int mostSeconds) {
        return sample(random, idleSeconds, PlanRules.MIN_IDLE, mostSeconds);
    }

    private static int sample(RandomGenerator random, int medianSeconds, Duration least, int mostSeconds) {
        // StrictMath gives the same second on every machine.
        long seconds = Math.round(medianSeconds * StrictMath.exp(SPREAD * random.nextGaussian()));
        return (int) Math.clamp(seconds, least.toSeconds(), mostSeconds);
    }
}
