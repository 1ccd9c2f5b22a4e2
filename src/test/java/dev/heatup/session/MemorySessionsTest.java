package dev.heatup.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.channel.Username;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemorySessionsTest {

    private static final SessionId ANN = new SessionId("ann");
    private static final Username NEWS = new Username("hu_city_news");
    private static final Username TALK = new Username("hu_city_talk");
    private static final Instant THEN = Instant.parse("2026-03-01T10:00:00Z");

    private final MemorySessions sessions =
            new MemorySessions(id -> new Session(id, Set.of(TALK), Set.of(), List.of(), Set.of(), Map.of(), null));

    @Test
    void aSessionBeginsAsItsNewcomer() {
        assertThat(sessions.find(ANN).joined()).containsExactly(TALK);
    }

    @Test
    void joiningAndLeavingAreRemembered() {
        sessions.learn(ANN, new SessionChange.Joined(NEWS, THEN));
        sessions.learn(ANN, new SessionChange.Left(TALK, THEN));

        assertThat(sessions.find(ANN).joined()).containsExactly(NEWS);
        assertThat(sessions.find(ANN).left()).containsExactly(TALK);
    }

    @Test
    void theLatestReadComesFirstAndOnce() {
        sessions.learn(ANN, new SessionChange.Read(NEWS, THEN));
        sessions.learn(ANN, new SessionChange.Read(TALK, THEN));
        sessions.learn(ANN, new SessionChange.Read(NEWS, THEN));

        assertThat(sessions.find(ANN).recentlyRead()).containsExactly(NEWS, TALK);
    }

    @Test
    void botsAndFloodWaitsAreRemembered() {
        Username bot = new Username("hu_help_bot");
        sessions.learn(ANN, new SessionChange.BotStarted(bot, THEN));
        sessions.learn(ANN, new SessionChange.FloodWait("messages.sendMessage", THEN));

        assertThat(sessions.find(ANN).startedBots()).containsExactly(bot);
        assertThat(sessions.find(ANN).notBefore()).containsEntry("messages.sendMessage", THEN);
    }

    @Test
    void aQuarantineEndsWhenSomebodyReleasesIt() {
        sessions.learn(ANN, new SessionChange.Restricted("PEER_FLOOD", THEN));
        assertThat(sessions.find(ANN).quarantine()).isEqualTo(new Quarantine("PEER_FLOOD", THEN));

        assertThat(sessions.release(ANN, "looked into it", THEN)).isTrue();
        assertThat(sessions.find(ANN).quarantine()).isNull();
        assertThat(sessions.release(ANN, "again", THEN)).isFalse();
    }
}
