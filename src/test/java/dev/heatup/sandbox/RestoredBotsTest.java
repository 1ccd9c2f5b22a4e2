package dev.heatup.sandbox;

import static dev.heatup.sandbox.SandboxDriver.BOT;
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
    private WorldControl worldControl;
    private SandboxDriver sandboxDriver;

    @BeforeEach
    void open() {
        sandbox = Sandbox.open(
                SqliteEventLog.open(folder, TestWorlds.SEED, () -> 0),
                List.of(TestWorlds.POOL),
                new SettableTime(TestWorlds.NOW),
                1);
        worldControl = sandbox.control();
        sandboxDriver = new SandboxDriver(sandbox);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void whatWaitedAtTheSnapshotWaitsAgainAndNothingElse() {
        snapshotWithOneAndTwoWaiting();
        sandboxDriver.updates();
        sandboxDriver.says("ann", GROUP, "three");
        worldControl.restore("start").join();

        assertThat(texts(sandboxDriver.waiting(BOT))).containsExactly("one", "two");
    }

    @Test
    void aBotThatGoesOnFromTheLastUpdateItSawGetsWhatWaits() {
        snapshotWithOneAndTwoWaiting();
        List<Tl.Obj> seen = sandboxDriver.updates();
        worldControl.restore("start").join();

        int next = (int) SandboxDriver.number(seen.getLast(), "update_id") + 1;
        assertThat(texts(sandboxDriver.updates(BOT, new UpdatesRequest(next, 100, null))))
                .containsExactly("one", "two");
    }

    @Test
    void whatWasConfirmedAtTheSnapshotStaysConfirmed() {
        snapshotWithOneAndTwoWaiting();
        worldControl.restore("start").join();
        sandboxDriver.updates();
        worldControl.takeSnapshot("done").join();
        sandboxDriver.says("ann", GROUP, "three");
        worldControl.restore("done").join();

        assertThat(sandboxDriver.waiting(BOT)).isEmpty();
    }

    @Test
    void whatWaitsAfterARestoreIsTheSameAfterARestart() {
        snapshotWithOneAndTwoWaiting();
        sandboxDriver.updates();
        worldControl.restore("start").join();
        List<Tl.Obj> waiting = sandboxDriver.waiting(BOT);
        restart();

        assertThat(sandboxDriver.waiting(BOT)).isEqualTo(waiting).hasSize(2);
        sandboxDriver.updates();
        restart();
        assertThat(sandboxDriver.waiting(BOT)).isEmpty();
        worldControl.restore("start").join();
        assertThat(texts(sandboxDriver.waiting(BOT))).containsExactly("one", "two");
    }

    @Test
    void aWebhookStaysAsItIs() {
        sandboxDriver.bot("getMe", Tl.object());
        worldControl.takeSnapshot("start").join();
        sandboxDriver.bot("setWebhook", Tl.object().with("url", "http://127.0.0.1:1/"));
        worldControl.restore("start").join();

        assertThat(sandboxDriver.botGets(BOT, "getWebhookInfo", Tl.object()).text("url"))
                .contains("http://127.0.0.1:1/");
    }

    @Test
    void whoCameAfterTheSnapshotHasNotCome() {
        assertThat(there()).isEmpty();
        sandboxDriver.bot("getMe", Tl.object());
        worldControl.takeSnapshot("start").join();
        List<Username> first = there();
        sandboxDriver.bot(BotToken.parse("1002:test").orElseThrow(), "getMe", Tl.object());
        List<Username> both = there();

        worldControl.restore("start").join();
        assertThat(there()).isEqualTo(first).hasSize(1);
        sandboxDriver.bot(BotToken.parse("1003:test").orElseThrow(), "getMe", Tl.object());
        assertThat(there()).hasSize(2).containsAll(first).doesNotContainAnyElementsOf(both.subList(1, 2));
        List<Username> now = there();
        restart();
        assertThat(there()).isEqualTo(now);
    }

    private List<Username> there() {
        return sandbox.botsThere().stream().map(Bot::username).toList();
    }

    private void snapshotWithOneAndTwoWaiting() {
        sandboxDriver.joins("ann", GROUP);
        sandboxDriver.bot("getMe", Tl.object());
        sandboxDriver.says("ann", GROUP, "zero");
        sandboxDriver.updates();
        sandboxDriver.says("ann", GROUP, "one");
        sandboxDriver.says("ann", GROUP, "two");
        worldControl.takeSnapshot("start").join();
    }

    private void restart() {
        sandbox.close();
        open();
    }

    private static List<String> texts(List<Tl.Obj> updates) {
        return updates.stream()
                .map(update ->
                        SandboxDriver.object(update, "message").text("text").orElseThrow())
                .toList();
    }
}
