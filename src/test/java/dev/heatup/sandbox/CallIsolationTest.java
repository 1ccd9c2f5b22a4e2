package dev.heatup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatup.sandbox.EventFilter.Condition;
import dev.heatup.sandbox.EventFilter.Field;
import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotId;
import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.botapi.BotWebhooks.Outcome;
import dev.heatup.sandbox.botapi.UpdateBatch;
import dev.heatup.sandbox.botapi.UpdatesRequest;
import dev.heatup.sandbox.jdbc.SqliteEventLog;
import dev.heatup.sandbox.spec.FaultSpec;
import dev.heatup.sandbox.spec.FaultSpec.Failure;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Agenda;
import dev.heatup.sandbox.world.Cause;
import dev.heatup.sandbox.world.CausedEffect;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.Message;
import dev.heatup.sandbox.world.World;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one call can do to the others: nothing. */
class CallIsolationTest {

    private static final String GROUP = World.OPEN_GROUP.value();
    private static final BotToken BOT = SandboxDriver.BOT;

    private final SettableTime time = new SettableTime(TestWorlds.NOW);

    @TempDir
    Path folder;

    private Sandbox open(Agenda.Source... sources) {
        return Sandbox.open(log(), World.of(List.of(TestWorlds.POOL), TestWorlds.SEED), List.of(sources), time, 1);
    }

    private SqliteEventLog log() {
        return SqliteEventLog.open(folder, TestWorlds.SEED, () -> 0);
    }

    private static List<Event> events(Sandbox sandbox) {
        return sandbox.events(0, 1000).join();
    }

    @Test
    void aCallThatFailsFailsAlone() {
        try (Sandbox sandbox = open()) {
            SandboxDriver sandboxDriver = new SandboxDriver(sandbox);
            sandboxDriver.joins("ann", GROUP);
            CountDownLatch together = new CountDownLatch(1);
            List<Event> before = events(sandbox);
            List<CompletableFuture<?>> group = new ArrayList<>();
            group.add(sandbox.control().look(_ -> await(together)));
            CompletableFuture<?> failed = sandbox.control().look(_ -> {
                throw new IllegalStateException("a bug");
            });
            CompletableFuture<Integer> overflown = sandbox.control().look(_ -> endless(1));
            group.add(sandbox.call(Caller.of("ann"), new Call.SendMessage(GROUP, "hello", "c", null)));
            together.countDown();

            group.forEach(CompletableFuture::join);
            assertThat(correlationId(failed)).hasSize(16).isNotEqualTo(correlationId(overflown));
            assertThat(events(sandbox)).hasSize(before.size() + 1);
            assertThat(sandbox.health().running()).isTrue();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int endless(int n) {
        return n == 0 ? 0 : endless(n + 1) + n;
    }

    private static String correlationId(CompletableFuture<?> failed) {
        assertThatThrownBy(failed::join).hasCauseInstanceOf(CallFailedException.class);
        return failed.handle((_, failure) -> failure instanceof CompletionException ? failure.getCause() : failure)
                .thenApply(failure -> ((CallFailedException) failure).correlationId())
                .join();
    }

    /** None of these calls can come from outside; they stand for what nobody thought of. */
    @Test
    @SuppressWarnings("NullAway")
    void whoeverCallsReceivesAnAnswer() {
        try (Sandbox sandbox = open()) {
            new SandboxDriver(sandbox).bot("getMe", Tl.object());

            assertThat(sandbox.bots()
                            .call(BOT, new BotCall("sendMessage", null))
                            .join())
                    .isInstanceOfSatisfying(BotReply.Refused.class, refused -> {
                        assertThat(refused.code()).isEqualTo(500);
                        assertThat(refused.description()).matches("Internal Server Error: [0-9a-f]{16}");
                    });
            assertThat(sandbox.bots().updates(BOT, null).join())
                    .isInstanceOfSatisfying(
                            UpdateBatch.Refused.class,
                            refused -> assertThat(refused.reply().code()).isEqualTo(500));
            assertThat(new InProcessGateway(sandbox)
                            .call(
                                    Caller.of("ann"),
                                    new Call.InvokeRaw("messages.sendMessage", null, "c"),
                                    Duration.ofSeconds(30)))
                    .isInstanceOfSatisfying(Reply.Failed.class, failed -> {
                        assertThat(failed.code()).isEqualTo(500);
                        assertThat(failed.description()).containsPattern("correlation_id [0-9a-f]{16}");
                    });
            assertThat(sandbox.health().running()).isTrue();
        }
    }

    @Test
    void aCallThatFailsAfterADelayFailsAlone() {
        try (Sandbox sandbox = open()) {
            new SandboxDriver(sandbox).bot("getMe", Tl.object());
            sandbox.control()
                    .setFaults(List.of(new FaultSpec(
                            FaultSpec.WEBHOOK, null, 1, new Failure.Delay(Duration.ofSeconds(2)), Duration.ZERO, null)))
                    .join();
            CompletableFuture<Outcome> attempt = sandbox.bots().webhooks().attempt(BOT.id(), () -> {
                throw new IllegalStateException("a bug");
            });
            sandbox.tick().join();
            time.advance(Duration.ofSeconds(3));
            sandbox.tick().join();

            assertThat(correlationId(attempt)).hasSize(16);
            assertThat(sandbox.health().running()).isTrue();
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void aWebhooksUpdateIsTakenWhateverBecomesOfTheCallThatAnswersIt() {
        try (Sandbox sandbox = open()) {
            SandboxDriver sandboxDriver = new SandboxDriver(sandbox);
            sandboxDriver.bot(
                    "setWebhook", Tl.object().with("url", "http://127.0.0.1:1/").with("drop_pending_updates", true));
            sandboxDriver.starts(
                    "ann",
                    sandboxDriver
                            .botGets(BOT, "getMe", Tl.object())
                            .text("username")
                            .orElseThrow());
            var next = sandbox.bots().webhooks().next(BOT.id()).join().orElseThrow();
            long update = SandboxDriver.number(next.update(), "update_id");

            sandbox.bots()
                    .webhooks()
                    .delivered(BOT.id(), update, new BotCall("sendMessage", null))
                    .join();

            assertThat(sandbox.bots().webhooks().next(BOT.id()).join()).isEmpty();
        }
    }

    @Test
    void aListenerThatFailsKeepsNobodyElseFromHearing() {
        try (Sandbox sandbox = open()) {
            AtomicInteger heard = new AtomicInteger();
            sandbox.bots().webhooks().onNews((BotId _) -> {
                throw new IllegalStateException("a bug");
            });
            sandbox.bots().webhooks().onNews((BotId _) -> heard.incrementAndGet());
            SandboxDriver sandboxDriver = new SandboxDriver(sandbox);
            String name = sandboxDriver
                    .botGets(BOT, "getMe", Tl.object())
                    .text("username")
                    .orElseThrow();

            sandboxDriver.starts("ann", name);
            sandboxDriver.bot("getMe", Tl.object());

            assertThat(heard).hasPositiveValue();
            assertThat(sandbox.health().running()).isTrue();
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void aSearchThatFailsFailsAlone() {
        try (Sandbox sandbox = open()) {
            EventFilter wrong = new EventFilter(List.of(new Condition(Field.TEXT, null)));
            CompletableFuture<?> search = sandbox.control().find(wrong, 0, 10, Duration.ofMinutes(5));
            new SandboxDriver(sandbox).joins("ann", GROUP);

            assertThatThrownBy(search::join).isInstanceOf(CompletionException.class);
            assertThat(sandbox.health().running()).isTrue();
        }
    }

    /** An event that the world can't carry out. */
    private Agenda.Source breaking(Duration after) {
        Effect impossible = Effect.MessageSent.of(
                new ChatKey.Direct("nobody", 1), 1, Message.Draft.of(Content.text("no such people")));
        return state -> List.of(new Agenda.Due(
                        TestWorlds.NOW.plus(after),
                        _ -> List.of(new CausedEffect(new Actor.Person("nobody"), Cause.NONE, impossible))))
                .stream()
                .filter(due -> due.at().isAfter(state.latest()))
                .iterator();
    }

    @Test
    void anEventThatCanNotBeCarriedOutClosesTheWorldBeforeAnybodySeesIt() {
        List<Event> before;
        try (Sandbox sandbox = open(breaking(Duration.ofHours(1)))) {
            new SandboxDriver(sandbox).joins("ann", GROUP);
            before = events(sandbox);
            time.advance(Duration.ofHours(2));

            CompletableFuture<Reply> call =
                    sandbox.call(Caller.of("ann"), new Call.SendMessage(GROUP, "lost", "c", null));

            assertThatThrownBy(call::join)
                    .hasCauseInstanceOf(SandboxStoppedException.class)
                    .satisfies(_ -> assertThat(sandbox.health().running()).isFalse());
            assertThat(sandbox.health().reason())
                    .matches(
                            "event \\d+ \\(message_sent\\) failed \\(IllegalStateException\\); nothing of it is stored.*");
            assertThat(sandbox.bots()
                            .call(BOT, new BotCall("getMe", Tl.object().build()))
                            .join())
                    .isInstanceOfSatisfying(BotReply.Refused.class, refused -> {
                        assertThat(refused.code()).isEqualTo(503);
                        assertThat(refused.description())
                                .contains(sandbox.health().reason());
                    });
            assertThat(sandbox.bots()
                            .updates(BOT, new UpdatesRequest(0, 1, null))
                            .join())
                    .isInstanceOf(UpdateBatch.Refused.class);
        }
        try (Sandbox again = open()) {
            List<Event> after = events(again);
            assertThat(after).startsWith(before.toArray(Event[]::new));
            assertThat(after).noneMatch(event -> event.actor().equals(new Actor.Person("nobody")));
            assertThat(again.health().running()).isTrue();
        }
    }

    @Test
    void aLogInMemoryHasNothingOfAnOpenGroupEither() {
        MemoryEventLog log = new MemoryEventLog(TestWorlds.SEED);
        try (Sandbox sandbox = Sandbox.open(
                log,
                World.of(List.of(TestWorlds.POOL), TestWorlds.SEED),
                List.of(breaking(Duration.ofHours(1))),
                time,
                1)) {
            new SandboxDriver(sandbox).joins("ann", GROUP);
            time.advance(Duration.ofHours(2));
            assertThatThrownBy(() -> sandbox.tick().join()).isInstanceOf(CompletionException.class);
        }
        assertThat(log.events(0, 1000))
                .isNotEmpty()
                .noneMatch(event -> event.actor().equals(new Actor.Person("nobody")));
    }

    @Test
    void aSourceThatFailsClosesTheWorldWithASentence() {
        Agenda.Source failing = state -> List.of(new Agenda.Due(TestWorlds.NOW.plusSeconds(60), _ -> {
                    throw new IllegalStateException("a bug");
                }))
                .iterator();
        try (Sandbox sandbox = open(failing)) {
            sandbox.tick().join();
            time.advance(Duration.ofHours(1));
            assertThatThrownBy(() -> sandbox.tick().join()).isInstanceOf(CompletionException.class);

            assertThat(Objects.requireNonNull(sandbox.health()).reason()).startsWith("what was due by itself failed");
        }
    }
}
