package dev.heatup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BotPresenceTest {

    private static final Duration GRACE = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long BOT = 1001;

    private final SettableTime time = new SettableTime(TestWorlds.NOW);
    private final BotPresence botPresence = new BotPresence(time, new BotPresence.Patience(GRACE, LIMIT));

    @Test
    void nobodyIsWaitedForBeforeABotCalls() {
        botPresence.sent(BOT);

        assertThat(until(true)).isBefore(time.instant());
    }

    @Test
    void aBotMayBeAboutToCallAgainForAWhile() {
        botPresence.called(BOT);

        assertThat(until(false)).isEqualTo(time.instant().plus(GRACE));
        time.advance(GRACE);
        assertThat(until(false)).isBeforeOrEqualTo(time.instant());
    }

    @Test
    void aBotWithUpdatesIsWaitedForUpToTheLimit() {
        botPresence.called(BOT);

        assertThat(until(true)).isEqualTo(time.instant().plus(LIMIT));
        time.advance(LIMIT);
        assertThat(until(true)).isBeforeOrEqualTo(time.instant());
    }

    @Test
    void aBotThatLeavesItsUpdatesIsWaitedForNoMoreUntilItCallsAgain() {
        botPresence.called(BOT);
        botPresence.sent(BOT);
        time.advance(LIMIT);
        botPresence.sent(BOT);

        assertThat(until(true)).isBeforeOrEqualTo(time.instant());
        assertThat(botPresence.listens(BOT, false)).isFalse();
        botPresence.called(BOT);
        assertThat(until(true)).isEqualTo(time.instant().plus(LIMIT));
        assertThat(botPresence.listens(BOT, false)).isTrue();
    }

    @Test
    void aBotThatNeverRestsHoldsTheWorldNoLongerThanTheLimit() {
        Instant begun = time.instant();
        for (int call = 0; call < 300; call++) {
            botPresence.called(BOT);
            assertThat(until(false)).isBeforeOrEqualTo(begun.plus(LIMIT));
            time.advance(Duration.ofMillis(50));
        }
        assertThat(until(false)).isBeforeOrEqualTo(time.instant());

        time.advance(GRACE);
        assertThat(until(false)).isBeforeOrEqualTo(time.instant());
        botPresence.called(BOT);
        assertThat(until(false)).isEqualTo(time.instant().plus(GRACE));
    }

    private Instant until(boolean hasUpdates) {
        return botPresence.until(bot -> hasUpdates, bot -> false);
    }
}
