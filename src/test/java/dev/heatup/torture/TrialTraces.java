package dev.heatup.torture;

import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.channel.json.ResourcePools;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** What happens in the trials of the torture command, as text; the same for the same seed. */
public final class TrialTraces {

    /** As many chats of a kind as the command takes from the pool. */
    private static final int MAX_OF_A_KIND = 3;

    private TrialTraces() {}

    /** The faults of a seed, then its history, what broke, the number of runs, and the length in virtual time. */
    public static List<String> of(long seed) {
        Trial.Verdict verdict = CompletableFuture.supplyAsync(
                        () -> run(seed),
                        task -> Thread.ofVirtual().name("torture").start(task))
                .join();
        return Stream.of(
                        verdict.faults().stream().map(trialFault -> "fault " + trialFault),
                        verdict.history().stream(),
                        verdict.broken().stream().map(what -> "broken " + what),
                        Stream.of("runs " + verdict.runs() + ", virtual time " + verdict.lived()))
                .flatMap(lines -> lines)
                .toList();
    }

    private static Trial.Verdict run(long seed) {
        try (TrialDatabase trialDatabase = TrialDatabase.memory()) {
            return Trial.run(pool(), seed, Trial.faults(seed), trialDatabase, BugInjector.NONE);
        }
    }

    private static Pool pool() {
        Pool pool = ResourcePools.builtIn().find(Pools.DEFAULT).orElseThrow();
        return new Pool(
                pool.name(),
                Stream.of(pool.channels(), pool.groups())
                        .flatMap(chats -> chats.stream().limit(MAX_OF_A_KIND))
                        .toList());
    }
}
