package dev.heatup.sandbox;

import static dev.heatup.sandbox.Town.BOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.channel.Bot;
import dev.heatup.channel.Username;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.botapi.UpdatesRequest;
import dev.heatup.sandbox.jdbc.SqliteEventLog;
import dev.heatup.sandbox.world.World;
import dev.heatup.telegram.Tl;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restore means to a bot. */
class RestoredBotsTest {

    private static final String GROUP = World.OPEN_GROUP.value();

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private Control control;
    private Town town;

    @BeforeEach
    void open() {
        sandbox = Sandbox.open(
                SqliteEventLog.open(folder, Worlds.SEED, () -> 0),
                List.of(Worlds.POOL),
                new SettableTime(Worlds.NOW),
                1);
        control = sandbox.control();
        town = new Town(sandbox);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void whatWaitedAtTheSnapshotWaitsAgainAndNothingElse() {
        snapshotWithOneAndTwoWaiting();
        town.updates();
        town.says("ann", GROUP, "three");
        control.restore("start").join();

        assertThat(texts(town.waiting(BOT))).containsExactly("one", "two");
    }

    @Test
    void aBotThatGoesOnFromTheLastUpdateItSawGetsWhatWaits() {
        snapshotWithOneAndTwoWaiting();
        List<Tl.Obj> seen = town.updates();
        control.restore("start").join();

        int next = (int) Town.number(seen.getLast(), "update_id") + 1;
        assertThat(texts(town.updates(BOT, new UpdatesRequest(next, 100, null))))
                .containsExactly("one", "two");
    }

    @Test
    void whatWasConfirmedAtTheSnapshotStaysConfirmed() {
        snapshotWithOneAndTwoWaiting();
        control.restore("start").join();
        town.updates();
        control.takeSnapshot("done").join();
        town.says("ann", GROUP, "three");
        control.restore("done").join();

        assertThat(town.waiting(BOT)).isEmpty();
    }

    @Test
    void whatWaitsAfterARestoreIsTheSameAfterARestart() {
        snapshotWithOneAndTwoWaiting();
        town.updates();
        control.restore("start").join();
        List<Tl.Obj> waiting = town.waiting(BOT);
        restart();

        assertThat(town.waiting(BOT)).isEqualTo(waiting).hasSize(2);
        town.updates();
        restart();
        assertThat(town.waiting(BOT)).isEmpty();
        control.restore("start").join();
        assertThat(texts(town.waiting(BOT))).containsExactly("one", "two");
    }

    @Test
    void aWebhookStaysAsItIs() {
        town.bot("getMe", Tl.object());
        control.takeSnapshot("start").join();
        town.bot("setWebhook", Tl.object().with("url", "http://127.0.0.1:1/"));
        control.restore("start").join();

        assertThat(town.botGets(BOT, "getWebhookInfo", Tl.object()).text("url")).contains("http://127.0.0.1:1/");
    }

    @Test
    void whoCameAfterTheSnapshotHasNotCome() {
        assertThat(there()).isEmpty();
        town.bot("getMe", Tl.object());
        control.takeSnapshot("start").join();
        List<Username> first = there();
        town.bot(BotToken.parse("1002:test").orElseThrow(), "getMe", Tl.object());
        List<Username> both = there();

        control.restore("start").join();
        assertThat(there()).isEqualTo(first).hasSize(1);
        town.bot(BotToken.parse("1003:test").orElseThrow(), "getMe", Tl.object());
        assertThat(there()).hasSize(2).containsAll(first).doesNotContainAnyElementsOf(both.subList(1, 2));
        List<Username> now = there();
        restart();
        assertThat(there()).isEqualTo(now);
    }

    private List<Username> there() {
        return sandbox.botsThere().stream().map(Bot::username).toList();
    }

    private void snapshotWithOneAndTwoWaiting() {
        town.joins("ann", GROUP);
        town.bot("getMe", Tl.object());
        town.says("ann", GROUP, "zero");
        town.updates();
        town.says("ann", GROUP, "one");
        town.says("ann", GROUP, "two");
        control.takeSnapshot("start").join();
    }

    private void restart() {
        sandbox.close();
        open();
    }

    private static List<String> texts(List<Tl.Obj> updates) {
        return updates.stream()
                .map(update -> Town.object(update, "message").text("text").orElseThrow())
                .toList();
    }
}
