package dev.heatup.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.channel.json.ResourcePools;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is lost and nothing is done twice, whatever fails. {@code -Dheatup.torture.seed=N} runs one seed alone. */
class TortureTest {

    private static final int SEEDS = 500;

    private static final Pool POOL = ResourcePools.builtIn().find(Pools.DEFAULT).orElseThrow();

    @Test
    void whatIsPromisedHoldsForEverySeed() {
        Long only = Long.getLong("heatup.torture.seed");

        assertThat(new Torture(POOL, TrialDatabase::memory)
                        .run(only == null ? 1 : only, only == null ? SEEDS : 1, _ -> {})
                        .map(TortureTest::told))
                .isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameHistory() {
        for (long seed = 1; seed <= 20; seed++) {
            List<TrialFault> faults = Trial.faults(seed);

            assertThat(Trial.run(POOL, seed, faults, TrialDatabase.memory(), BugInjector.NONE)
                            .history())
                    .hasSizeGreaterThan(50)
                    .isEqualTo(Trial.run(POOL, seed, faults, TrialDatabase.memory(), BugInjector.NONE)
                            .history());
        }
    }

    @ParameterizedTest
    @EnumSource(InjectedBug.class)
    void aMistakeIsFound(InjectedBug injectedBug) {
        assertThat(new Torture(POOL, TrialDatabase::memory, injectedBug).find(1, SEEDS, _ -> {}))
                .hasValueSatisfying(
                        verdict -> assertThat(verdict.broken()).anyMatch(what -> what.contains(injectedBug.foundAs())));
    }

    @Test
    void theFewestFaultsAreTold() {
        // From the first seed on in which one fault is enough.
        Torture.Failure found = new Torture(POOL, TrialDatabase::memory, InjectedBug.LATCH_FORGOTTEN)
                .run(8, SEEDS, _ -> {})
                .orElseThrow();

        assertThat(found.faults()).singleElement(STRING).startsWith("PRODUCTION");
        assertThat(found.history()).anyMatch(line -> line.contains("BROKEN"));
    }

    @Test
    void runsGoOnAfterAGatewayThatFailedForEverybody() {
        List<TrialFault> away = List.of(
                new TrialFault(TrialFault.Kind.GATEWAY_AWAY, Duration.ofSeconds(40), 0, Duration.ofMinutes(4), false));

        for (long seed = 1; seed <= 19; seed += 2) {
            Trial.Verdict verdict = Trial.run(POOL, seed, away, TrialDatabase.memory(), BugInjector.NONE);

            assertThat(verdict.broken()).isEmpty();
            assertThat(verdict.history())
                    .anyMatch(line -> line.contains("failing for everybody"))
                    .anyMatch(line -> line.contains("well again"));
        }
    }

    private static String told(Torture.Failure failure) {
        return "seed %d, again with -Dheatup.torture.seed=%1$d%n%s%nfaults:%n%s%n%s"
                .formatted(
                        failure.seed(),
                        String.join("\n", failure.broken()),
                        String.join("\n", failure.faults()),
                        String.join("\n", failure.history()));
    }
}
