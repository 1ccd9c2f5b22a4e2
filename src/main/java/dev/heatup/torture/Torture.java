package dev.heatup.torture;

import dev.heatup.channel.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Many trials, and of one that fails the fewest faults that still make it fail. Confined to one thread. */
public final class Torture {

    private static final int MAX_PER_KIND = 3;

    private final Pool pool;
    private final Supplier<? extends TrialDatabase> grounds;
    private final BugInjector bugInjector;

    /**
     * @param pool of whose chats the visits are about a few, so that people often come back to them
     * @param grounds asked for an empty one for each trial, and closes it
     */
    public Torture(Pool pool, Supplier<? extends TrialDatabase> grounds) {
        this(pool, grounds, BugInjector.NONE);
    }

    Torture(Pool pool, Supplier<? extends TrialDatabase> grounds, BugInjector bugInjector) {
        this.pool = few(pool);
        this.grounds = grounds;
        this.bugInjector = bugInjector;
    }

    private static Pool few(Pool pool) {
        return new Pool(
                pool.name(),
                Stream.of(pool.channels(), pool.groups())
                        .flatMap(chats -> chats.stream().limit(MAX_PER_KIND))
                        .toList());
    }

    /**
     * What was found.
     *
     * @param broken what must not be, and was
     * @param faults the fewest that still bring it about
     * @param history what happened with these
     */
    public record Failure(long seed, List<String> broken, List<String> faults, List<String> history) {}

    /** How far it has come. */
    public record Progress(long seed, int runs, int faults) {}

    /**
     * Seeds from {@code first} on, until one fails.
     *
     * @param told of each seed that held
     */
    public Optional<Failure> run(long first, int seeds, Consumer<Progress> told) {
        return find(first, seeds, told).map(this::failure);
    }

    /** The first that fails, with all its faults. */
    Optional<Trial.Verdict> find(long first, int seeds, Consumer<Progress> told) {
        for (long seed = first; seed < first + seeds; seed++) {
            Trial.Verdict verdict = trial(seed, Trial.faults(seed));
            if (!verdict.held()) {
                return Optional.of(verdict);
            }
            told.accept(new Progress(seed, verdict.runs(), verdict.faults().size()));
        }
        return Optional.empty();
    }

    private Failure failure(Trial.Verdict found) {
        Trial.Verdict least = fewest(found.seed(), found);
        return new Failure(
                found.seed(),
                least.broken(),
                least.faults().stream().map(TrialFault::toString).toList(),
                least.history());
    }

    /** Leaves out one fault after the other, until something is broken with all that are left and with none fewer. */
    private Trial.Verdict fewest(long seed, Trial.Verdict found) {
        for (TrialFault trialFault : found.faults()) {
            List<TrialFault> others = new ArrayList<>(found.faults());
            others.remove(trialFault);
            Trial.Verdict without = trial(seed, others);
            if (!without.held()) {
                return fewest(seed, without);
            }
        }
        return found;
    }

    private Trial.Verdict trial(long seed, List<TrialFault> faults) {
        // Fibers are handed the floor by a virtual thread much quicker than by a platform thread.
        return CompletableFuture.supplyAsync(
                        () -> {
                            try (TrialDatabase trialDatabase = grounds.get()) {
                                return Trial.run(pool, seed, faults, trialDatabase, bugInjector);
                            }
                        },
                        task -> Thread.ofVirtual().name("torture").start(task))
                .join();
    }
}
