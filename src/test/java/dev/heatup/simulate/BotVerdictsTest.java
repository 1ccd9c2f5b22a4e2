package dev.heatup.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.sandbox.BotArrival;
import dev.heatup.sandbox.SettableTime;
import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.botapi.BotWebhooks;
import dev.heatup.sandbox.botapi.Subscription;
import dev.heatup.sandbox.botapi.UpdateBatch;
import dev.heatup.sandbox.botapi.UpdatesRequest;
import dev.heatup.sandbox.spec.yaml.CorpusSource;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.spec.yaml.WorldFiles;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether a bot was there to the end, in real time that passes only when the simulation waits. */
class BotVerdictsTest {

    private static final String WORLD = """
            name: town
            seed: 7
            population: {size: 30, visits_per_day: 200}
            channels:
              - {username: hu_city_news, title: City news, topic: news, language: en}
            bots:
              - {username: hu_help_bot, name: Help, id: 1001, payloads: [ref]}
            """;

    private static final BotToken HELP = token("1001:test");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SettableTime real = new SettableTime(Instant.parse("2026-11-30T09:00:00Z"));
    private final List<BotArrival> arrivals = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private Simulation simulation = of(WORLD);

    @BeforeEach
    void hearOfArrivals() {
        simulation.sandbox().onBotArrival(arrivals::add);
    }

    @AfterEach
    void close() {
        simulation.close();
    }

    private Simulation of(String world) {
        WorldFile.Read read = (WorldFile.Read) WorldFiles.parse(world, CorpusSource.none());
        return new Simulation(read.world(), List.of(), Map.of(), real, Duration.ZERO, waited -> {
            real.advance(waited);
            meanwhile.run();
        });
    }

    @Test
    void aBotThatNeverCalledIsMissingWithAllThatWasSentToIt() throws InterruptedException {
        simulation.live(Duration.ofHours(1));

        BotVerdict verdict = verdict();
        assertThat(verdict.state()).isEqualTo(BotVerdict.State.MISSING);
        assertThat(verdict.waiting()).isPositive();
        assertThat(verdict.sentence())
                .isEqualTo("hu_help_bot never called; " + verdict.waiting()
                        + " updates waited for it. Start it with BOT_TOKEN=1001:anything");
        assertThat(simulation.measures(List.of(verdict)))
                .containsEntry(Metric.BOTS_MISSING, 1.0)
                .containsEntry(Metric.BOTS_LOST, 0.0);
    }

    @Test
    void aBotThatLeavesItsUpdatesIsLost() throws InterruptedException {
        poll();
        simulation.live(Duration.ofHours(1));

        BotVerdict verdict = verdict();
        assertThat(verdict.state()).isEqualTo(BotVerdict.State.LOST);
        assertThat(verdict.waiting()).isPositive();
        assertThat(simulation.measures(List.of(verdict))).containsEntry(Metric.BOTS_LOST, 1.0);
    }

    @Test
    void aBotThatOnlyCalledAndNeverAskedForItsUpdatesIsLost() throws InterruptedException {
        call("getMe", Tl.object());
        simulation.live(Duration.ofHours(1));

        assertThat(verdict().state()).isEqualTo(BotVerdict.State.LOST);
    }

    @Test
    void aPollThatIsOpenIsEnoughAndCostsNoTime() throws InterruptedException {
        try (Subscription _ = openPoll()) {
            Instant asked = real.instant();

            assertThat(verdict().state()).isEqualTo(BotVerdict.State.HERE);
            assertThat(real.instant()).isEqualTo(asked);
        }
    }

    @Test
    void aPollerThatEndedIsLostThoughNothingWaitsForIt() throws InterruptedException {
        openPoll().close();
        Instant ended = real.instant();

        BotVerdict verdict = verdict();
        assertThat(verdict.state()).isEqualTo(BotVerdict.State.LOST);
        assertThat(verdict.waiting()).isZero();
        assertThat(Duration.between(ended, real.instant())).isBetween(PATIENCE, PATIENCE.plusSeconds(1));
    }

    @Test
    void aPollThatEndedByItselfIsFollowedByAnother() throws InterruptedException {
        Subscription poll = openPoll();
        real.advance(Duration.ofSeconds(50));
        poll.close();
        meanwhile = this::poll;

        assertThat(verdict().state()).isEqualTo(BotVerdict.State.HERE);
    }

    @Test
    void whoAsksNowAndThenIsWaitedForUntilItAsksAgain() throws InterruptedException {
        poll();
        Instant again = real.instant().plusSeconds(20);
        meanwhile = () -> {
            if (!real.instant().isBefore(again)) {
                poll();
            }
        };

        assertThat(verdict().state()).isEqualTo(BotVerdict.State.HERE);
        assertThat(real.instant()).isBefore(again.plusSeconds(1));
    }

    @Test
    void aBotThatIsStartedAgainWithinTheTimeIsNotLost() throws InterruptedException {
        openPoll().close();
        Instant again = real.instant().plus(PATIENCE).minusSeconds(1);
        meanwhile = () -> {
            if (!real.instant().isBefore(again)) {
                openPoll();
            }
        };

        assertThat(verdict().state()).isEqualTo(BotVerdict.State.HERE);
    }

    @Test
    void otherCallsAreNoPolling() throws InterruptedException {
        openPoll().close();
        meanwhile = () -> call("getMe", Tl.object());

        assertThat(verdict().state()).isEqualTo(BotVerdict.State.LOST);
    }

    @Test
    void whoeverOnlyWritesAndGetsNothingIsThere() throws InterruptedException {
        call("getMe", Tl.object());

        assertThat(verdict().state()).isEqualTo(BotVerdict.State.HERE);
    }

    @Test
    void aWebhookThatTakesNothingIsLost() throws InterruptedException {
        setWebhook();
        simulation.live(Duration.ofHours(1));

        BotVerdict verdict = verdict();
        assertThat(verdict.state()).isEqualTo(BotVerdict.State.LOST);
        assertThat(verdict.waiting()).isPositive();
    }

    @Test
    void aWebhookThatTookEverythingIsThere() throws InterruptedException {
        setWebhook();
        BotWebhooks webhooks = simulation.sandbox().bots().webhooks();
        meanwhile = () -> webhooks.next(HELP.id())
                .join()
                .ifPresent(next -> webhooks.delivered(
                                HELP.id(), next.update().integer("update_id").orElseThrow(), null)
                        .join());
        simulation.live(Duration.ofHours(1));

        assertThat(verdict().state()).isEqualTo(BotVerdict.State.HERE);
    }

    @Test
    void aShortPatienceIsStillLongerThanTheMomentBetweenTwoPolls() throws InterruptedException {
        openPoll().close();
        meanwhile = this::poll;

        assertThat(simulation.awaitVerdicts(Duration.ZERO).getFirst().state()).isEqualTo(BotVerdict.State.HERE);
    }

    @Test
    void whoeverIsStoppedWaitsForNobody() throws InterruptedException {
        openPoll().close();
        simulation.stop();
        Instant asked = real.instant();

        verdict();
        assertThat(real.instant()).isEqualTo(asked);
        assertThat(simulation.live(Duration.ofHours(1)).simulated()).isLessThan(Duration.ofHours(1));
    }

    @Test
    void aWrongNumberIsToldOnceWithTheTokenThatIsMissing() {
        BotToken wrong = token("7001:very-secret");
        for (int i = 0; i < 2; i++) {
            simulation
                    .sandbox()
                    .bots()
                    .call(wrong, new BotCall("getMe", Tl.object().build()))
                    .join();
        }

        assertThat(arrivals)
                .singleElement()
                .extracting(BotArrival::sentence)
                .isEqualTo("Bot 7001 called. It is hu_7001_bot, a stranger to the world file."
                        + " Not there yet: hu_help_bot (BOT_TOKEN=1001:anything)");
    }

    @Test
    void theRightNumberIsToldByItsName() {
        poll();
        poll();

        assertThat(arrivals)
                .singleElement()
                .extracting(BotArrival::sentence)
                .isEqualTo("Bot 1001 called. It is hu_help_bot");
    }

    @Test
    void aBotWithoutAnIdIsOfferedANumberThatNobodyHas() {
        try (Simulation other = of(WORLD + "  - {username: hu_one_bot, id: 1}\n  - {username: hu_free_bot}\n"
                + "  - {username: hu_late_bot}\n")) {
            assertThat(BotArrival.listed(other.missingBots()))
                    .isEqualTo("hu_help_bot (BOT_TOKEN=1001:anything), hu_one_bot (BOT_TOKEN=1:anything),"
                            + " hu_free_bot (BOT_TOKEN=2:anything), hu_late_bot (BOT_TOKEN=3:anything)");
            other.sandbox()
                    .bots()
                    .updates(token("555:x"), new UpdatesRequest(0, 1, null))
                    .join();
            assertThat(BotArrival.listed(other.missingBots())).doesNotContain("hu_free_bot");
        }
    }

    private BotVerdict verdict() throws InterruptedException {
        return simulation.awaitVerdicts(PATIENCE).getFirst();
    }

    private static BotToken token(String text) {
        return BotToken.parse(text).orElseThrow();
    }

    private void poll() {
        UpdateBatch updateBatch = simulation
                .sandbox()
                .bots()
                .updates(HELP, new UpdatesRequest(0, 100, null))
                .join();
        assertThat(updateBatch).isInstanceOf(UpdateBatch.There.class);
    }

    private Subscription openPoll() {
        Subscription poll = simulation.sandbox().bots().onNews(HELP.id(), () -> {});
        poll();
        return poll;
    }

    private void setWebhook() {
        call("setWebhook", Tl.object().with("url", "http://127.0.0.1:9/hook"));
    }

    private void call(String method, Tl.Builder params) {
        BotReply reply = simulation
                .sandbox()
                .bots()
                .call(HELP, new BotCall(method, params.build()))
                .join();
        assertThat(reply).isInstanceOf(BotReply.Ok.class);
    }
}
