package dev.heatup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatup.channel.Pool;
import dev.heatup.sandbox.jdbc.SqliteEventLog;
import dev.heatup.sandbox.world.Cause;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.World;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {

    private static final String GROUP = World.OPEN_GROUP.value();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SettableTime time = new SettableTime(TestWorlds.NOW);

    @TempDir
    Path folder;

    @Test
    void keepsAllItAcknowledgedWhenItIsClosedAndOpenedAgain() {
        Call send = new Call.SendMessage(GROUP, "kept", "c2", null);
        Reply first;
        Reply historyBefore;
        try (Sandbox sandbox = open(folder)) {
            join(sandbox, "s", "c1");
            first = call(sandbox, "s", send);
            historyBefore = history(sandbox, GROUP);
        }
        try (Sandbox sandbox = open(folder)) {
            assertThat(history(sandbox, GROUP)).isEqualTo(historyBefore);
            assertThat(call(sandbox, "s", send)).isEqualTo(first);
            assertThat(history(sandbox, GROUP)).isEqualTo(historyBefore);
            assertThat(events(sandbox))
                    .extracting(event -> event.effect().kind())
                    .containsExactly("account_appeared", "joined", "message_sent", "message_sent", "account_appeared");
        }
    }

    @Test
    void keepsAllItAcknowledgedWhenItIsKilled(@TempDir Path afterwards) throws IOException {
        try (Sandbox sandbox = open(folder)) {
            join(sandbox, "s", "c1");
            for (int i = 0; i < 15; i++) {
                call(sandbox, "s", new Call.SendMessage(GROUP, "message " + i, "m" + i, null));
            }
            Reply acknowledged = history(sandbox, GROUP);
            List<Event> logged = events(sandbox);
            // What is on disk while it runs is what a crash leaves behind.
            for (String file : List.of("sandbox.db", "sandbox.db-wal")) {
                Files.copy(folder.resolve(file), afterwards.resolve(file));
            }
            try (Sandbox survivor = open(afterwards)) {
                assertThat(events(survivor)).isEqualTo(logged);
                assertThat(result(history(survivor, GROUP)).list("messages"))
                        .isEqualTo(result(acknowledged).list("messages"));
            }
        }
    }

    @Test
    void worldTimeNeverGoesBackOverARestart() {
        Instant seen;
        try (Sandbox sandbox = open(folder, 100)) {
            time.advance(Duration.ofHours(1));
            seen = sandbox.worldTime().join();
            assertThat(seen).isEqualTo(TestWorlds.NOW.plus(Duration.ofHours(100)));
        }
        time.advance(Duration.ofHours(-3));
        try (Sandbox sandbox = open(folder)) {
            assertThat(sandbox.worldTime().join()).isEqualTo(seen);
        }
    }

    @Test
    void worldTimeThatWasOnlyLookedAtSurvivesAKill(@TempDir Path afterwards) throws IOException {
        try (Sandbox sandbox = open(folder, 1000)) {
            time.advance(Duration.ofHours(1));
            Instant seen = sandbox.worldTime().join();
            for (String file : List.of("sandbox.db", "sandbox.db-wal")) {
                Files.copy(folder.resolve(file), afterwards.resolve(file));
            }
            try (Sandbox survivor = open(afterwards)) {
                assertThat(survivor.worldTime().join()).isAfterOrEqualTo(seen);
            }
        }
    }

    @Test
    void whatWasDueWhileItWasClosedHappensWhenItOpens() {
        open(folder).close();
        time.advance(Duration.ofHours(20));
        try (Sandbox sandbox = open(folder)) {
            sandbox.worldTime().join();

            assertThat(events(sandbox))
                    .isNotEmpty()
                    .allMatch(event -> event.effect() instanceof Effect.Posted)
                    .allMatch(event -> event.worldTime().isBefore(time.instant()));
        }
    }

    @Test
    void whatWasDueMoreThanADayBeforeItOpensNeverHappens() {
        Instant closed;
        try (Sandbox sandbox = open(folder)) {
            closed = sandbox.worldTime().join();
        }
        time.advance(Duration.ofDays(300));
        List<Event> caughtUp;
        try (Sandbox sandbox = open(folder)) {
            assertThat(sandbox.worldTime().join()).isEqualTo(time.instant());
            caughtUp = events(sandbox);
        }

        assertThat(caughtUp.getFirst().effect()).isInstanceOf(Effect.Slept.class);
        assertThat(((Effect.Slept) caughtUp.getFirst().effect()).since()).isBetween(closed, closed.plusSeconds(1));
        assertThat(caughtUp)
                .hasSizeBetween(2, 100)
                .allMatch(event -> !event.worldTime().isBefore(time.instant().minus(Duration.ofDays(1))));
        try (Sandbox sandbox = open(folder)) {
            sandbox.worldTime().join();
            assertThat(events(sandbox)).isEqualTo(caughtUp);
        }
    }

    @Test
    void logsWhoCausedAnEvent() {
        try (Sandbox sandbox = open(folder)) {
            Caller caller = new Caller("s", "run-1", "Мария\r\nX-Evil: 1" + "x".repeat(200));
            sandbox.call(caller, new Call.JoinChat(GROUP, "c1")).join();

            Event joined = events(sandbox).getLast();
            assertThat(joined.actor().toString()).isEqualTo("s");
            assertThat(joined.worldTime()).isEqualTo(TestWorlds.NOW);
            assertThat(joined.cause().clientId()).isEqualTo("c1");
            assertThat(joined.cause().run()).isEqualTo("run-1");
            assertThat(joined.cause().persona())
                    .startsWith("МарияX-Evil: 1x")
                    .hasSize(Cause.MAX_LABEL)
                    .doesNotContain("\n");
        }
    }

    @Test
    void onlyEffectsAreEvents() {
        try (Sandbox sandbox = open(folder)) {
            call(sandbox, "s", new Call.InvokeRaw("help.getConfig", Tl.object().build(), null));
            assertThat(events(sandbox)).isEmpty();
            join(sandbox, "s", "c1");
            int before = events(sandbox).size();

            join(sandbox, "s", "c2");
            history(sandbox, "s", GROUP);
            call(sandbox, "s", new Call.Dialogs(100, 0));
            call(sandbox, "s", new Call.JoinChat("hu_nobody_here", "c3"));

            assertThat(events(sandbox)).hasSize(before);
        }
    }

    @Test
    void manyCallersAtOnceGetOneOrderWithoutGaps() {
        try (Sandbox sandbox = open(folder)) {
            List<CompletableFuture<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String session = "s" + i;
                replies.add(sandbox.call(Caller.of(session), new Call.JoinChat(GROUP, "join")));
                replies.add(sandbox.call(Caller.of(session), new Call.SendMessage(GROUP, session, "send", null)));
            }
            List<Long> messageIds = replies.stream()
                    .map(CompletableFuture::join)
                    .map(SandboxTest::result)
                    .flatMap(result -> result.integer("id").stream())
                    .toList();

            assertThat(messageIds).hasSize(100).doesNotHaveDuplicates().isSorted();
            List<Event> events = events(sandbox);
            for (int i = 0; i < events.size(); i++) {
                assertThat(events.get(i).seq()).isEqualTo(i + 1);
            }
            assertThat(sandbox.events(398, 100).join()).hasSize(2);
        }
    }

    @Test
    void theSameRequestsGiveTheSameLog(@TempDir Path twin) {
        List<List<Event>> logs = new ArrayList<>();
        for (Path place : List.of(folder, twin)) {
            try (Sandbox sandbox = open(place)) {
                for (int i = 0; i < 20; i++) {
                    join(sandbox, "s" + i % 3, "c" + i);
                    call(sandbox, "s" + i % 3, new Call.SendMessage(GROUP, "m" + i, "m" + i, null));
                }
                logs.add(events(sandbox));
            }
        }

        assertThat(logs.get(0)).isEqualTo(logs.get(1));
    }

    @Test
    void anAccountIsInAtMostFiveHundredChats() {
        try (Sandbox sandbox = open(folder, TestWorlds.many(501))) {
            for (int i = 0; i < 500; i++) {
                time.advance(Duration.ofSeconds(31));
                assertThat(call(sandbox, "s", new Call.JoinChat("hu_many_" + i, "c" + i)))
                        .isInstanceOf(Reply.Done.class);
            }
            time.advance(Duration.ofSeconds(31));

            assertThat(call(sandbox, "s", new Call.JoinChat("hu_many_500", "c500")))
                    .isInstanceOfSatisfying(
                            Reply.Failed.class,
                            failed -> assertThat(failed.name()).isEqualTo("CHANNELS_TOO_MUCH"));
        }
    }

    @Test
    void aSecondSandboxOnTheSameFolderIsRefused() {
        try (Sandbox first = open(folder)) {
            assertThatThrownBy(() -> open(folder))
                    .isInstanceOf(EventLogException.class)
                    .hasMessageContaining("another Heat Up already uses the data folder")
                    .hasMessageContaining(folder.toString());
            assertThat(first.health().running()).isTrue();
        }
        open(folder).close();
    }

    @Test
    void stopsForGoodWhenACommitFailsAndShowsNothingThatWasLost() {
        FaultyLog log = new FaultyLog(SqliteEventLog.open(folder, TestWorlds.SEED, () -> 0));
        Sandbox sandbox = Sandbox.open(log, List.of(TestWorlds.POOL), time, 1);
        InProcessGateway gateway = new InProcessGateway(sandbox);
        join(sandbox, "s", "c1");
        log.failing = true;

        Reply lost = gateway.call(Caller.of("s"), new Call.SendMessage(GROUP, "lost", "c2", null), PATIENCE);

        assertThat(lost).isInstanceOf(Reply.Unknown.class);
        assertThat(gateway.call(Caller.of("s"), new Call.Dialogs(1, 0), PATIENCE))
                .isInstanceOf(Reply.NotSent.class);
        assertThat(sandbox.health().running()).isFalse();
        assertThat(sandbox.health().reason()).contains("disk full");
        sandbox.close();
        try (Sandbox reopened = open(folder)) {
            assertThat(events(reopened))
                    .extracting(event -> event.effect().payload().toString())
                    .noneMatch(payload -> payload.contains("lost"));
        }
    }

    @Test
    void answersUnknownWhenPatienceEndsBeforeTheCommit() {
        FaultyLog log = new FaultyLog(SqliteEventLog.open(folder, TestWorlds.SEED, () -> 0));
        try (Sandbox sandbox = Sandbox.open(log, List.of(TestWorlds.POOL), time, 1)) {
            CountDownLatch gate = new CountDownLatch(1);
            log.gate = gate;

            Reply reply = new InProcessGateway(sandbox)
                    .call(Caller.of("s"), new Call.JoinChat(GROUP, "c1"), Duration.ofMillis(1));

            gate.countDown();
            assertThat(reply).isInstanceOf(Reply.Unknown.class);
            assertThat(result(call(sandbox, "s", new Call.JoinChat(GROUP, "c1")))
                            .text("status"))
                    .contains("joined");
        }
    }

    @Test
    void answersWhatWaitsBeforeItCloses() {
        Sandbox sandbox = open(folder);
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            replies.add(sandbox.call(Caller.of("s" + i), new Call.JoinChat(GROUP, "c")));
        }

        sandbox.close();
        sandbox.close();

        assertThat(replies).allSatisfy(reply -> assertThat(reply.join()).isInstanceOf(Reply.Done.class));
        assertThat(sandbox.health().running()).isFalse();
        assertThat(new InProcessGateway(sandbox).call(Caller.of("s"), new Call.Dialogs(1, 0), PATIENCE))
                .isInstanceOf(Reply.NotSent.class);
    }

    private Sandbox open(Path place) {
        return open(place, 1);
    }

    private Sandbox open(Path place, double speed) {
        return Sandbox.open(
                SqliteEventLog.open(place, TestWorlds.SEED, () -> 0), List.of(TestWorlds.POOL), time, speed);
    }

    private Sandbox open(Path place, Pool pool) {
        return Sandbox.open(SqliteEventLog.open(place, TestWorlds.SEED, () -> 0), List.of(pool), time, 1);
    }

    private static void join(Sandbox sandbox, String session, String clientId) {
        assertThat(call(sandbox, session, new Call.JoinChat(GROUP, clientId))).isInstanceOf(Reply.Done.class);
    }

    private static Reply history(Sandbox sandbox, String chat) {
        return history(sandbox, "reader", chat);
    }

    private static Reply history(Sandbox sandbox, String session, String chat) {
        return call(
                sandbox,
                session,
                new Call.InvokeRaw(
                        "messages.getHistory", Tl.object().with("peer", chat).build(), null));
    }

    private static Reply call(Sandbox sandbox, String session, Call call) {
        return sandbox.call(Caller.of(session), call).join();
    }

    private static List<Event> events(Sandbox sandbox) {
        return sandbox.events(0, 1000).join();
    }

    private static Tl.Obj result(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Done.class);
        return (Tl.Obj) ((Reply.Done) reply).result();
    }

    /** A real log whose commits fail or wait when told to. */
    private static final class FaultyLog implements EventLog {

        private final EventLog log;
        volatile boolean failing;
        volatile CountDownLatch gate = new CountDownLatch(0);

        FaultyLog(EventLog log) {
            this.log = log;
        }

        @Override
        public void commit() {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new EventLogException("interrupted", e);
            }
            if (failing) {
                throw new EventLogException("disk full");
            }
            log.commit();
        }

        @Override
        public long seed() {
            return log.seed();
        }

        @Override
        public Optional<Instant> began() {
            return log.began();
        }

        @Override
        public Map<String, Tl.Obj> notes(String prefix) {
            return log.notes(prefix);
        }

        @Override
        public void note(String name, Tl.Obj value) {
            log.note(name, value);
        }

        @Override
        public void begin(Instant worldTime) {
            log.begin(worldTime);
        }

        @Override
        public Optional<Instant> reached() {
            return log.reached();
        }

        @Override
        public void replay(long afterSeq, Consumer<Event> consumer) {
            log.replay(afterSeq, consumer);
        }

        @Override
        public List<Event> events(long afterSeq, int limit) {
            return log.events(afterSeq, limit);
        }

        @Override
        public Optional<String> description() {
            return log.description();
        }

        @Override
        public void describe(String text) {
            log.describe(text);
        }

        @Override
        public List<IdempotentReply> answers(String account, String clientId) {
            return log.answers(account, clientId);
        }

        @Override
        public void append(Event event) {
            log.append(event);
        }

        @Override
        public void remember(IdempotentReply idempotentReply) {
            log.remember(idempotentReply);
        }

        @Override
        public void reach(Instant worldTime) {
            log.reach(worldTime);
        }

        @Override
        public Optional<Path> folder() {
            return log.folder();
        }

        @Override
        public void close() {
            log.close();
        }
    }
}
