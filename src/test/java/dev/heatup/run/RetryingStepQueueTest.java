package dev.heatup.run;

import static dev.heatup.run.RunFixtures.NOW;
import static dev.heatup.run.RunFixtures.PAUSE;
import static dev.heatup.run.RunFixtures.given;
import static dev.heatup.run.RunFixtures.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatup.run.StepQueue.Claimed;
import dev.heatup.sandbox.SettableTime;
import dev.heatup.session.MemorySessions;
import dev.heatup.session.Session;
import dev.heatup.sqlite.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetryingStepQueueTest {

    private final SettableTime clock = new SettableTime(NOW);
    private final MemoryRuns runs = new MemoryRuns(new MemorySessions(Session::unknown));
    private Instant awayUntil = NOW;
    private boolean answersAreLost;
    private int offers;
    private Claimed claimed;

    private final RetryingStepQueue queue = new RetryingStepQueue(
            new ForwardingQueue(runs) {
                @Override
                public boolean complete(Claimed claimed, Transition transition, Instant now) {
                    offers++;
                    boolean away = clock.instant().isBefore(awayUntil);
                    boolean recorded = (!away || answersAreLost) && super.complete(claimed, transition, now);
                    if (away) {
                        throw new StoreException("the database is away");
                    }
                    return recorded;
                }
            },
            clock,
            clock::advance);

    @BeforeEach
    void claim() {
        runs.create(given(1), null, SessionLimit.NONE);
        claimed = queue.claim(Lane.STEPS, NOW, 1).claimed().getFirst();
    }

    private boolean complete() {
        return queue.complete(claimed, claimed.run().succeeded(NOW, NOW, NOW, PAUSE, List.of()), NOW);
    }

    @Test
    void whatBecameOfAStepIsOfferedAgainUntilTheDatabaseIsBack() {
        awayUntil = NOW.plusSeconds(7);

        assertThat(complete()).isTrue();
        assertThat(offers).isEqualTo(8);
        assertThat(runs.find(id(1)).orElseThrow().outcomes()).hasSize(1);
    }

    @Test
    void itIsOfferedNoLongerThanTheClaimLasts() {
        awayUntil = NOW.plus(Duration.ofHours(1));

        assertThatThrownBy(this::complete).isInstanceOf(StoreException.class);
        assertThat(clock.instant()).isBefore(NOW.plus(Lane.STEPS.claim()));
        assertThat(offers).isEqualTo((int) Lane.STEPS.claim().toSeconds());
    }

    @Test
    void whatWasRecordedWithoutAnAnswerIsNotRecordedTwice() {
        awayUntil = NOW.plusSeconds(1);
        answersAreLost = true;

        assertThat(complete()).isFalse();
        assertThat(runs.find(id(1)).orElseThrow().outcomes()).hasSize(1);
    }
}
