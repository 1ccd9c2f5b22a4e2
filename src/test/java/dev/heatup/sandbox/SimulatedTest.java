package dev.heatup.sandbox;

import static dev.heatup.sandbox.SampleWorld.SQUARE;
import static dev.heatup.sandbox.SampleWorld.WARDEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sandbox in virtual time, where real time is for bots that listen alone. It stands still here. */
class SimulatedTest extends SampleWorldTestBase {

    @Override
    Sandbox opened() {
        return Sandbox.simulated(
                new MemoryEventLog(TestWorlds.SEED),
                SampleWorld.world(),
                List.of(),
                time,
                Duration.ZERO,
                new SteppedClock(TestWorlds.NOW));
    }

    @BeforeEach
    void join() {
        town.joins("ann", SQUARE);
        town.updates(WARDEN);
    }

    @Test
    void nobodyWaitsForTheAnswerOfABotThatStoppedListening() {
        Call press = press();
        time.advance(Duration.ofMinutes(2));

        assertThat(town.tries("ann", press))
                .isInstanceOfSatisfying(
                        Reply.Failed.class, failed -> assertThat(failed.name()).isEqualTo("BOT_RESPONSE_TIMEOUT"));
    }

    @Test
    void aBotThatListensIsWaitedFor() {
        CompletableFuture<Reply> pressed = town.start("ann", press());
        Tl.Obj query = town.updates(WARDEN, "callback_query").getFirst();

        assertThat(pressed).isNotDone();
        town.bot(
                WARDEN,
                "answerCallbackQuery",
                Tl.object().with("callback_query_id", query.text("id").orElseThrow()));
        assertThat(pressed.join()).isInstanceOf(Reply.Done.class);
    }

    private Call press() {
        Tl.Obj asked = town.botGets(
                WARDEN, "sendMessage", in(SQUARE).with("text", "Sure?").with("reply_markup", keyboard("Yes", "y")));
        return town.raw(
                "messages.getBotCallbackAnswer",
                Tl.object()
                        .with("peer", SQUARE)
                        .with("msg_id", SandboxDriver.number(asked, "message_id"))
                        .with("data", "y"));
    }
}
