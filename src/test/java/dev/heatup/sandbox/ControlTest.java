package dev.heatup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.sandbox.Control.End;
import dev.heatup.sandbox.Control.Found;
import dev.heatup.sandbox.Control.Taken;
import dev.heatup.sandbox.EventFilter.Condition;
import dev.heatup.sandbox.EventFilter.Field;
import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.jdbc.SqliteEventLog;
import dev.heatup.sandbox.spec.FaultSpec;
import dev.heatup.sandbox.world.Standing;
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
class ControlTest {

    private static final String GROUP = World.OPEN_GROUP.value();

    private final SettableTime time = new SettableTime(Worlds.NOW);

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private Control control;
    private Town town;

    @BeforeEach
    void open() {
        sandbox = Sandbox.open(SqliteEventLog.open(folder, Worlds.SEED, () -> 0), List.of(Worlds.POOL), time, 1);
        control = sandbox.control();
        town = new Town(sandbox);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void aRestoredWorldIsAsItWasAndSoIsItsTime() {
        town.joins("ann", GROUP);
        town.says("ann", GROUP, "before");
        control.takeSnapshot("start").join();
        List<Tl> then = messages("ann");
        Instant at = sandbox.worldTime().join();
        time.advance(Duration.ofHours(2));
        town.says("ann", GROUP, "after");
        town.joins("ben", GROUP);

        assertThat(control.restore("start").join()).isPresent();

        assertThat(sandbox.worldTime().join()).isEqualTo(at);
        assertThat(messages("ann")).isEqualTo(then);
        assertThat(control.look(sight -> sight.state().account("ben").isPresent())
                        .join())
                .isFalse();
    }

    @Test
    void aRestoredWorldGoesOnAndSurvivesARestart() {
        town.joins("ann", GROUP);
        control.takeSnapshot("start").join();
        town.says("ann", GROUP, "lost");
        control.restore("start").join();
        town.says("ann", GROUP, "kept");
        List<Tl> before = messages("ann");
        long events = town.events().size();
        sandbox.close();
        open();

        assertThat(messages("ann")).isEqualTo(before);
        assertThat(before.toString()).contains("kept").doesNotContain("lost");
        assertThat(town.events()).hasSize((int) events);
        assertThat(control.restore("start").join()).isPresent();
        assertThat(messages("ann").toString()).doesNotContain("kept");
    }

    @Test
    void theLogKeepsWhatARestoreTookBack() {
        town.joins("ann", GROUP);
        control.takeSnapshot("start").join();
        town.says("ann", GROUP, "lost");
        control.restore("start").join();

        assertThat(town.events())
                .extracting(event -> event.effect().kind())
                .endsWith("snapshot_taken", "message_sent", "restored");
    }

    @Test
    void repeatsOfCallsThatARestoreTookBackAreNewCalls() {
        town.joins("ann", GROUP);
        Call early = new Call.SendMessage(GROUP, "early", "e", null);
        Call late = new Call.SendMessage(GROUP, "late", "l", null);
        Call read = new Call.JoinChat(GROUP, "r");
        Reply first = town.tries("ann", early);
        control.takeSnapshot("start").join();
        town.tries("ann", late);
        town.tries("ann", read);
        control.restore("start").join();
        int before = town.events().size();

        assertThat(town.tries("ann", early)).isEqualTo(first);
        assertThat(town.events()).hasSize(before);
        town.tries("ann", late);
        assertThat(town.events()).hasSize(before + 1);
        assertThat(town.tries("ann", new Call.JoinChat("hu_city_news", "r"))).isInstanceOf(Reply.Done.class);
    }

    @Test
    void aRestoreDropsWhatWaitsForBotsAndTheirIdsGoOn() {
        town.joins("ann", GROUP);
        town.bot("getMe", Tl.object());
        town.updates();
        control.takeSnapshot("start").join();
        town.says("ann", GROUP, "one");
        long id = Town.number(town.waiting(Town.BOT).getFirst(), "update_id");
        control.restore("start").join();

        assertThat(town.waiting(Town.BOT)).isEmpty();
        town.says("ann", GROUP, "two");
        assertThat(Town.number(town.updates().getFirst(), "update_id")).isGreaterThan(id);
    }

    @Test
    void faultsAreTakenBackWithTheWorld() {
        control.takeSnapshot("start").join();
        control.setFaults(List.of(new FaultSpec("*", null, 1, new FaultSpec.Failure.Drop(), Duration.ZERO, null)))
                .join();
        control.restore("start").join();

        assertThat(control.faults().join()).isEmpty();
    }

    @Test
    void aNameStandsForOneSnapshotAtATime() {
        assertThat(control.takeSnapshot("a").join()).isInstanceOf(Taken.Done.class);
        assertThat(control.takeSnapshot("a").join()).isInstanceOf(Taken.NameIsTaken.class);
        assertThat(control.dropSnapshot("a").join()).isPresent();
        assertThat(control.restore("a").join()).isEmpty();
        for (int i = 0; i < Snapshots.MOST; i++) {
            assertThat(control.takeSnapshot("s" + i).join()).isInstanceOf(Taken.Done.class);
        }
        assertThat(control.takeSnapshot("one-more").join()).isInstanceOf(Taken.TooMany.class);
    }

    @Test
    void aBannedAccountIsGoneUntilItIsRestored() {
        town.joins("ann", GROUP);
        control.setStanding("ann", Standing.BANNED).join();

        assertThat(town.tries("ann", new Call.Dialogs(1, 0)))
                .isInstanceOfSatisfying(
                        Reply.Failed.class, failed -> assertThat(failed.name()).isEqualTo("USER_DEACTIVATED_BAN"));
        control.setStanding("ann", Standing.ACTIVE).join();
        assertThat(town.tries("ann", new Call.Dialogs(1, 0))).isInstanceOf(Reply.Done.class);
        assertThat(control.setStanding("nobody", Standing.BANNED).join()).isEmpty();
    }

    @Test
    void eventsAreFoundByWhatTheyAre() {
        town.joins("ann", GROUP);
        town.says("ann", GROUP, "Hello there");
        town.joins("ben", GROUP);

        assertThat(find(Field.KIND, "joined").events()).hasSize(2);
        assertThat(find(Field.ACCOUNT, "ben").events()).hasSize(3);
        assertThat(find(Field.CHAT, "hu_city_news").events()).isEmpty();
        assertThat(find(Field.TEXT, "hello").events()).hasSize(1);
        assertThat(find(Field.TEXT, "hello").next())
                .isEqualTo(town.events().getLast().seq());
    }

    @Test
    void whoWaitsIsToldOfTheEventThatComes() {
        long last = 0;
        CompletableFuture<Found> waiting = control.find(filter(Field.KIND, "joined"), last, 10, Duration.ofSeconds(30));
        assertThat(waiting).isNotDone();

        town.joins("ann", GROUP);

        assertThat(waiting.join().end()).isEqualTo(End.MATCH);
        assertThat(waiting.join().events()).hasSize(1);
    }

    @Test
    void aWorldInWhichNothingHappensIsQuiet() {
        CompletableFuture<Found> waiting = control.find(filter(Field.KIND, "joined"), 0, 10, Duration.ofSeconds(30));
        sandbox.worldTime().join();
        assertThat(waiting).isNotDone();

        time.advance(Duration.ofMillis(150));
        sandbox.worldTime().join();

        assertThat(waiting.join().end()).isEqualTo(End.QUIET);
    }

    @Test
    void aWorldIsNotQuietWhileABotHasSomethingLeft() {
        town.joins("ann", GROUP);
        town.bot("getMe", Tl.object());
        town.updates();
        town.says("ann", GROUP, "to do");
        long last = town.events().getLast().seq();
        CompletableFuture<Found> waiting =
                control.find(filter(Field.KIND, "messages_deleted"), last, 10, Duration.ofSeconds(30));

        time.advance(Duration.ofSeconds(5));
        sandbox.worldTime().join();
        assertThat(waiting).isNotDone();
        town.updates();
        time.advance(Duration.ofMillis(150));
        sandbox.worldTime().join();

        assertThat(waiting.join().end()).isEqualTo(End.QUIET);
    }

    @Test
    void aBotWithAWebhookIsThereAgainAfterARestore() {
        control.takeSnapshot("empty").join();
        BotToken bot = BotToken.parse("1001:test").orElseThrow();
        sandbox.bots()
                .call(
                        bot,
                        new BotCall(
                                "setWebhook",
                                Tl.object().with("url", "http://127.0.0.1:1/").build()))
                .join();
        control.restore("empty").join();
        town.joins("ann", GROUP);

        assertThat(sandbox.bots().webhooks().next(bot.id()).join()).isPresent();
    }

    private Found find(Field field, String value) {
        return control.find(filter(field, value), 0, 100, Duration.ZERO).join();
    }

    private static EventFilter filter(Field field, String value) {
        return new EventFilter(List.of(new Condition(field, value)));
    }

    private List<Tl> messages(String person) {
        Call history = new Call.InvokeRaw(
                "messages.getHistory", Tl.object().with("peer", GROUP).build(), null);
        return town.does(person, history).list("messages");
    }
}
