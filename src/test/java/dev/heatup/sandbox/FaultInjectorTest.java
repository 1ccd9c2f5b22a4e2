package dev.heatup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatup.sandbox.botapi.BotNetworks;
import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.botapi.BotWebhooks.Outcome;
import dev.heatup.sandbox.botapi.UpdateBatch;
import dev.heatup.sandbox.botapi.UpdatesRequest;
import dev.heatup.sandbox.botapi.web.BotApiPort;
import dev.heatup.sandbox.botapi.web.BotApiSettings;
import dev.heatup.sandbox.spec.FaultSpec;
import dev.heatup.sandbox.spec.FaultSpec.Failure;
import dev.heatup.sandbox.world.World;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on purpose. */
class FaultInjectorTest extends SandboxTestBase {

    private static final String GROUP = World.OPEN_GROUP.value();
    private static final String SEND = "messages.sendMessage";
    private static final Outcome TAKEN = new Outcome.Taken(null);
    private static final Failure FLOOD = new Failure.Answer(420, "FLOOD_WAIT_X", "A wait.", Duration.ofSeconds(7));

    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void anErrorHasNoEffect() {
        town.joins("ann", GROUP);
        set(fault(SEND, null, FLOOD));
        long before = town.events().getLast().seq();

        Reply reply = say("ann", "c1");

        assertThat(reply).isEqualTo(new Reply.Failed(420, "FLOOD_WAIT_X", "A wait.", Duration.ofSeconds(7)));
        assertThat(town.events().getLast().seq()).isEqualTo(before);
        set();
        assertThat(say("ann", "c1")).isInstanceOf(Reply.Done.class);
    }

    @Test
    void aDroppedCallHasNoEffectAndNoAnswer() {
        town.joins("ann", GROUP);
        set(fault(SEND, null, new Failure.Drop()));
        long before = town.events().getLast().seq();

        assertThat(say("ann", "c1")).isEqualTo(FaultInjector.NO_ANSWER);

        assertThat(town.events().getLast().seq()).isEqualTo(before);
    }

    @Test
    void aLostAnswerIsThereForARepeat() {
        town.joins("ann", GROUP);
        set(fault(SEND, null, new Failure.LoseAnswer()));
        assertThat(say("ann", "c1")).isEqualTo(FaultInjector.NO_ANSWER);
        long sent = town.events().getLast().seq();
        set();

        assertThat(say("ann", "c1")).isInstanceOf(Reply.Done.class);

        assertThat(town.events())
                .filteredOn(event -> event.effect().kind().equals("message_sent") && event.seq() > sent)
                .isEmpty();
    }

    @Test
    void aDelayedCallHoldsUpNobodyAndGoesThroughLater() {
        town.joins("ann", GROUP);
        town.joins("ben", GROUP);
        set(fault(SEND, "ann", new Failure.Delay(Duration.ofSeconds(30))));

        CompletableFuture<Reply> delayed = sandbox.call(Caller.of("ann"), new Call.SendMessage(GROUP, "a", "c1", null));

        assertThat(say("ben", "c1")).isInstanceOf(Reply.Done.class);
        assertThat(delayed).isNotDone();
        time.advance(Duration.ofSeconds(30));
        sandbox.worldTime().join();
        assertThat(delayed.join()).isInstanceOf(Reply.Done.class);
    }

    @Test
    void strikesItsOwnMethodAndAccountAlone() {
        FaultInjector faultInjector = new FaultInjector(7, List.of(fault(SEND, "ann", FLOOD)));

        assertThat(faultInjector.strike(SEND, "ann", Duration.ZERO)).contains(FLOOD);
        assertThat(faultInjector.strike(SEND, "ben", Duration.ZERO)).isEmpty();
        assertThat(faultInjector.strike("channels.joinChannel", "ann", Duration.ZERO))
                .isEmpty();
    }

    @Test
    void strikesFromUntil() {
        FaultInjector faultInjector = new FaultInjector(
                7, List.of(new FaultSpec("*", null, 1, FLOOD, Duration.ofMinutes(1), Duration.ofMinutes(2))));

        assertThat(faultInjector.strike(SEND, "a", Duration.ofMillis(59_999))).isEmpty();
        assertThat(faultInjector.strike(SEND, "a", Duration.ofMinutes(1))).isPresent();
        assertThat(faultInjector.strike(SEND, "a", Duration.ofMinutes(2))).isEmpty();
    }

    @Test
    void strikesItsShareOfTheCallsTheSameOnesWithOneSeed() {
        assertThat(struck(7)).isEqualTo(struck(7)).isNotEqualTo(struck(8));
        assertThat(struck(7).stream().filter(Optional::isPresent).count()).isBetween(200L, 300L);
    }

    private static List<Optional<Failure>> struck(long seed) {
        FaultInjector faultInjector =
                new FaultInjector(seed, List.of(new FaultSpec("*", null, 0.25, FLOOD, Duration.ZERO, null)));
        List<Optional<Failure>> all = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            all.add(faultInjector.strike(SEND, "a", Duration.ZERO));
        }
        return all;
    }

    @Test
    void theGuardsQuestionIsLeftAlone() {
        set(fault("*", null, new Failure.Drop()));

        assertThat(town.tries(
                        "ann", new Call.InvokeRaw("help.getConfig", Tl.object().build(), null)))
                .isInstanceOf(Reply.Done.class);
    }

    @Test
    void botsMeetThemInTheirOwnWords() {
        town.bot("getMe", Tl.object());
        set(
                fault(
                        "sendMessage",
                        "hu_1001_bot",
                        new Failure.Answer(429, null, "Too Many Requests", Duration.ofSeconds(3))),
                fault("getMe", null, new Failure.Drop()),
                fault("getUpdates", null, new Failure.Answer(502, null, "Bad Gateway", null)));

        assertThat(town.botTries(
                        SandboxDriver.BOT,
                        "sendMessage",
                        Tl.object().with("chat_id", 1).with("text", "x")))
                .isEqualTo(BotReply.tooManyRequests(Duration.ofSeconds(3)));
        assertThat(town.botTries(SandboxDriver.BOT, "getMe", Tl.object())).isInstanceOf(BotReply.NoAnswer.class);
        assertThat(sandbox.bots()
                        .updates(SandboxDriver.BOT, new UpdatesRequest(0, 1, null))
                        .join())
                .isEqualTo(new UpdateBatch.Refused(BotReply.refused(502, "Bad Gateway")));
    }

    @Test
    void areInForceAgainAfterARestart() {
        town.joins("ann", GROUP);
        set(fault(SEND, null, FLOOD));
        restart();

        assertThat(sandbox.control().faults().join()).containsExactly(fault(SEND, null, FLOOD));
        assertThat(say("ann", "c9")).isInstanceOf(Reply.Failed.class);
    }

    @Test
    void streamsGoOnAfterARestart(@TempDir Path twin) {
        List<Reply> whole = said(() -> {});
        close();
        folder = twin;
        open();

        assertThat(said(this::restart)).isEqualTo(whole).contains(FaultInjector.NO_ANSWER);
    }

    /** @param between the first half and the second */
    private List<Reply> said(Runnable between) {
        set(new FaultSpec("messages.readHistory", null, 0.5, new Failure.Drop(), Duration.ZERO, null));
        List<Reply> replies = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            if (i == 20) {
                between.run();
            }
            replies.add(town.tries(
                    "ann", town.raw("messages.readHistory", Tl.object().with("peer", GROUP))));
        }
        return replies;
    }

    @Test
    void deliveriesToWebhooksMeetThoseThatNameThem() {
        town.bot("setWebhook", Tl.object().with("url", "http://127.0.0.1:1/"));
        set(fault("*", null, new Failure.Drop()));
        assertThat(attempt()).isEqualTo(TAKEN);

        set(fault("webhook", "hu_1001_bot", new Failure.Answer(429, null, "Slow down", Duration.ofSeconds(9))));
        assertThat(attempt())
                .isEqualTo(new Outcome.Failed("Wrong response from the webhook: 429 Slow down", Duration.ofSeconds(9)));
        assertThat(attempts).hasValue(1);

        set(fault("webhook", null, new Failure.Drop()));
        assertThat(attempt()).isEqualTo(new Outcome.Failed("Webhook connection closed", null));
        assertThat(attempts).hasValue(1);

        set(fault("webhook", null, new Failure.LoseAnswer()));
        assertThat(attempt()).isEqualTo(new Outcome.Failed("Webhook connection closed", null));
        assertThat(attempts).hasValue(2);
    }

    @Test
    void aDelayedDeliveryComesLater() {
        town.bot("setWebhook", Tl.object().with("url", "http://127.0.0.1:1/"));
        set(fault("webhook", null, new Failure.Delay(Duration.ofSeconds(30))));

        CompletableFuture<Outcome> delayed = attempting();
        sandbox.worldTime().join();

        assertThat(attempts).hasValue(0);
        time.advance(Duration.ofSeconds(30));
        sandbox.worldTime().join();
        assertThat(delayed.join()).isEqualTo(TAKEN);
    }

    @Test
    void aWebhookWhoseAnswerIsLostGetsItsUpdateAgain() throws IOException {
        town.joins("ann", GROUP);
        town.bot("getMe", Tl.object());
        set(new FaultSpec("webhook", null, 0.3, new Failure.LoseAnswer(), Duration.ZERO, null));
        try (RecordingWebhook recordingWebhook = RecordingWebhook.open();
                BotApiPort port = BotApiPort.open(
                        new BotApiSettings(InetAddress.getLoopbackAddress(), 0, Set.of()),
                        BotNetworks.of(sandbox.bots()))) {
            assertThat(port.port()).isPositive();
            town.bot("setWebhook", Tl.object().with("url", recordingWebhook.url()));
            for (int i = 0; i < 3; i++) {
                town.says("ann", GROUP, "message " + i);
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> SandboxDriver.number(
                                    (Tl.Obj) town.bot("getWebhookInfo", Tl.object()), "pending_update_count")
                            == 0);

            assertThat(recordingWebhook.bodies()).hasSizeGreaterThan(new HashSet<>(recordingWebhook.bodies()).size());
            assertThat(new LinkedHashSet<>(recordingWebhook.bodies())
                            .stream().filter(body -> body.contains("message ")))
                    .hasSize(3);
        }
    }

    private Outcome attempt() {
        return attempting().join();
    }

    private CompletableFuture<Outcome> attempting() {
        return sandbox.bots().webhooks().attempt(SandboxDriver.BOT.id(), () -> {
            attempts.incrementAndGet();
            return CompletableFuture.completedFuture(TAKEN);
        });
    }

    private Reply say(String person, String clientId) {
        return town.tries(person, new Call.SendMessage(GROUP, "hello", clientId, null));
    }

    private void set(FaultSpec... faults) {
        sandbox.control().setFaults(List.of(faults)).join();
    }

    private static FaultSpec fault(String method, @Nullable String account, Failure failure) {
        return new FaultSpec(method, account, 1, failure, Duration.ZERO, null);
    }
}
