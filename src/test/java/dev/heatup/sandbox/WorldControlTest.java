package dev.heatup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.sandbox.EventFilter.Condition;
import dev.heatup.sandbox.EventFilter.Field;
import dev.heatup.sandbox.WorldControl.End;
import dev.heatup.sandbox.WorldControl.Found;
import dev.heatup.sandbox.WorldControl.Taken;
import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.jdbc.SqliteEventLog;
import dev.heatup.sandbox.spec.FaultSpec;
import dev.heatup.sandbox.world.AccountStanding;
import dev.heatup.sandbox.world.World;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whoever runs a sandbox can do. */
class WorldControlTest {

    private static final String GROUP = World.OPEN_GROUP.value();

    private final SettableTime time = new SettableTime(TestWorlds.NOW);

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private WorldControl worldControl;
    private SandboxDriver sandboxDriver;

    @BeforeEach
    void open() {
        sandbox =
                Sandbox.open(SqliteEventLog.open(folder, TestWorlds.SEED, () -> 0), List.of(TestWorlds.POOL), time, 1);
        worldControl = sandbox.control();
        sandboxDriver = new SandboxDriver(sandbox);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void aRestoredWorldIsAsItWasAndSoIsItsTime() {
        sandboxDriver.joins("ann", GROUP);
        sandboxDriver.says("ann", GROUP, "before");
        worldControl.takeSnapshot("start").join();
        List<Tl> then = messages("ann");
        Instant at = sandbox.worldTime().join();
        time.advance(Duration.ofHours(2));
        sandboxDriver.says("ann", GROUP, "after");
        sandboxDriver.joins("ben", GROUP);

        assertThat(worldControl.restore("start").join()).isPresent();

        assertThat(sandbox.worldTime().join()).isEqualTo(at);
        assertThat(messages("ann")).isEqualTo(then);
        assertThat(worldControl
                        .look(worldView -> worldView.state().account("ben").isPresent())
                        .join())
                .isFalse();
    }

    @Test
    void aRestoredWorldGoesOnAndSurvivesARestart() {
        sandboxDriver.joins("ann", GROUP);
        worldControl.takeSnapshot("start").join();
        sandboxDriver.says("ann", GROUP, "lost");
        worldControl.restore("start").join();
        sandboxDriver.says("ann", GROUP, "kept");
        List<Tl> before = messages("ann");
        long events = sandboxDriver.events().size();
        sandbox.close();
        open();

        assertThat(messages("ann")).isEqualTo(before);
        assertThat(before.toString()).contains("kept").doesNotContain("lost");
        assertThat(sandboxDriver.events()).hasSize((int) events);
        assertThat(worldControl.restore("start").join()).isPresent();
        assertThat(messages("ann").toString()).doesNotContain("kept");
    }

    @Test
    void theLogKeepsWhatARestoreTookBack() {
        sandboxDriver.joins("ann", GROUP);
        worldControl.takeSnapshot("start").join();
        sandboxDriver.says("ann", GROUP, "lost");
        worldControl.restore("start").join();

        assertThat(sandboxDriver.events())
                .extracting(event -> event.effect().kind())
                .endsWith("snapshot_taken", "message_sent", "restored");
    }

    @Test
    void repeatsOfCallsThatARestoreTookBackAreNewCalls() {
        sandboxDriver.joins("ann", GROUP);
        Call early = new Call.SendMessage(GROUP, "early", "e", null);
        Call late = new Call.SendMessage(GROUP, "late", "l", null);
        Call read = new Call.JoinChat(GROUP, "r");
        Reply first = sandboxDriver.tries("ann", early);
        worldControl.takeSnapshot("start").join();
        sandboxDriver.tries("ann", late);
        sandboxDriver.tries("ann", read);
        worldControl.restore("start").join();
        int before = sandboxDriver.events().size();

        assertThat(sandboxDriver.tries("ann", early)).isEqualTo(first);
        assertThat(sandboxDriver.events()).hasSize(before);
        sandboxDriver.tries("ann", late);
        assertThat(sandboxDriver.events()).hasSize(before + 1);
        assertThat(sandboxDriver.tries("ann", new Call.JoinChat("hu_city_news", "r")))
                .isInstanceOf(Reply.Done.class);
    }

    @Test
    void aRestoreDropsWhatWaitsForBotsAndTheirIdsGoOn() {
        sandboxDriver.joins("ann", GROUP);
        sandboxDriver.bot("getMe", Tl.object());
        sandboxDriver.updates();
        worldControl.takeSnapshot("start").join();
        sandboxDriver.says("ann", GROUP, "one");
        long id = SandboxDriver.number(sandboxDriver.waiting(SandboxDriver.BOT).getFirst(), "update_id");
        worldControl.restore("start").join();

        assertThat(sandboxDriver.waiting(SandboxDriver.BOT)).isEmpty();
        sandboxDriver.says("ann", GROUP, "two");
        assertThat(SandboxDriver.number(sandboxDriver.updates().getFirst(), "update_id"))
                .isGreaterThan(id);
    }

    @Test
    void faultsAreTakenBackWithTheWorld() {
        worldControl.takeSnapshot("start").join();
        worldControl
                .setFaults(List.of(new FaultSpec("*", null, 1, new FaultSpec.Failure.Drop(), Duration.ZERO, null)))
                .join();
        worldControl.restore("start").join();

        assertThat(worldControl.faults().join()).isEmpty();
    }

    @Test
    void aNameStandsForOneSnapshotAtATime() {
        assertThat(worldControl.takeSnapshot("a").join()).isInstanceOf(Taken.Done.class);
        assertThat(worldControl.takeSnapshot("a").join()).isInstanceOf(Taken.NameIsTaken.class);
        assertThat(worldControl.dropSnapshot("a").join()).isPresent();
        assertThat(worldControl.restore("a").join()).isEmpty();
        for (int i = 0; i < Snapshots.MAX_SNAPSHOTS; i++) {
            assertThat(worldControl.takeSnapshot("s" + i).join()).isInstanceOf(Taken.Done.class);
        }
        assertThat(worldControl.takeSnapshot("one-more").join()).isInstanceOf(Taken.TooMany.class);
    }

    @Test
    void aBannedAccountIsGoneUntilItIsRestored() {
        sandboxDriver.joins("ann", GROUP);
        worldControl.setStanding("ann", AccountStanding.BANNED).join();

        assertThat(sandboxDriver.tries("ann", new Call.Dialogs(1, 0)))
                .isInstanceOfSatisfying(
                        Reply.Failed.class, failed -> assertThat(failed.name()).isEqualTo("USER_DEACTIVATED_BAN"));
        worldControl.setStanding("ann", AccountStanding.ACTIVE).join();
        assertThat(sandboxDriver.tries("ann", new Call.Dialogs(1, 0))).isInstanceOf(Reply.Done.class);
        assertThat(worldControl.setStanding("nobody", AccountStanding.BANNED).join())
                .isEmpty();
    }

    @Test
    void eventsAreFoundByWhatTheyAre() {
        sandboxDriver.joins("ann", GROUP);
        sandboxDriver.says("ann", GROUP, "Hello there");
        sandboxDriver.joins("ben", GROUP);

        assertThat(find(Field.KIND, "joined").events()).hasSize(2);
        assertThat(find(Field.ACCOUNT, "ben").events()).hasSize(3);
        assertThat(find(Field.CHAT, "hu_city_news").events()).isEmpty();
        assertThat(find(Field.TEXT, "hello").events()).hasSize(1);
        assertThat(find(Field.TEXT, "hello").next())
                .isEqualTo(sandboxDriver.events().getLast().seq());
    }

    @Test
    void whoWaitsIsToldOfTheEventThatComes() {
        long last = 0;
        CompletableFuture<Found> waiting =
                worldControl.find(filter(Field.KIND, "joined"), last, 10, Duration.ofSeconds(30));
        assertThat(waiting).isNotDone();

        sandboxDriver.joins("ann", GROUP);

        assertThat(waiting.join().end()).isEqualTo(End.MATCH);
        assertThat(waiting.join().events()).hasSize(1);
    }

    @Test
    void aWorldInWhichNothingHappensIsQuiet() {
        CompletableFuture<Found> waiting =
                worldControl.find(filter(Field.KIND, "joined"), 0, 10, Duration.ofSeconds(30));
        sandbox.worldTime().join();
        assertThat(waiting).isNotDone();

        time.advance(Duration.ofMillis(150));
        sandbox.worldTime().join();

        assertThat(waiting.join().end()).isEqualTo(End.QUIET);
    }

    @Test
    void aWorldIsNotQuietWhileABotHasSomethingLeft() {
        sandboxDriver.joins("ann", GROUP);
        sandboxDriver.bot("getMe", Tl.object());
        sandboxDriver.updates();
        sandboxDriver.says("ann", GROUP, "to do");
        long last = sandboxDriver.events().getLast().seq();
        CompletableFuture<Found> waiting =
                worldControl.find(filter(Field.KIND, "messages_deleted"), last, 10, Duration.ofSeconds(30));

        time.advance(Duration.ofSeconds(5));
        sandbox.worldTime().join();
        assertThat(waiting).isNotDone();
        sandboxDriver.updates();
        time.advance(Duration.ofMillis(150));
        sandbox.worldTime().join();

        assertThat(waiting.join().end()).isEqualTo(End.QUIET);
    }

    @Test
    void aBotWithAWebhookIsThereAgainAfterARestore() {
        worldControl.takeSnapshot("empty").join();
        BotToken bot = BotToken.parse("1001:test").orElseThrow();
        sandbox.bots()
                .call(
                        bot,
                        new BotCall(
                                "setWebhook",
                                Tl.object().with("url", "http://127.0.0.1:1/").build()))
                .join();
        worldControl.restore("empty").join();
        sandboxDriver.joins("ann", GROUP);

        assertThat(sandbox.bots().webhooks().next(bot.id()).join()).isPresent();
    }

    private Found find(Field field, String value) {
        return worldControl.find(filter(field, value), 0, 100, Duration.ZERO).join();
    }

    private static EventFilter filter(Field field, String value) {
        return new EventFilter(List.of(new Condition(field, value)));
    }

    private List<Tl> messages(String person) {
        Call history = new Call.InvokeRaw(
                "messages.getHistory", Tl.object().with("peer", GROUP).build(), null);
        return sandboxDriver.does(person, history).list("messages");
    }
}
