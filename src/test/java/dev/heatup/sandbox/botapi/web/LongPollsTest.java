package dev.heatup.sandbox.botapi.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotId;
import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.botapi.FakeNetwork;
import dev.heatup.sandbox.botapi.UpdatesRequest;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LongPollsTest {

    private static final BotToken TOKEN = new BotToken(new BotId(1), "a");
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final BotReply NOTHING = new BotReply.Ok(Tl.of(List.of()));

    private final FakeNetwork network = new FakeNetwork();
    private final ManualTimer timer = new ManualTimer();
    private final LongPolls polls = new LongPolls(timer);
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    private CompletableFuture<BotReply> poll(int offset, Duration wait) {
        return polls.poll(network, TOKEN, new UpdatesRequest(offset, 100, null), wait, gone);
    }

    private static int size(CompletableFuture<BotReply> answer) {
        return ((Tl.Items) ((BotReply.Ok) answer.join()).result()).items().size();
    }

    @Test
    void whatWaitsIsAnsweredAtOnce() {
        network.enqueue(TOKEN.id(), "hello");

        assertThat(size(poll(0, WAIT))).isEqualTo(1);
        assertThat(polls.size()).isZero();
    }

    @Test
    void withoutATimeoutNobodyWaits() {
        assertThat(poll(0, Duration.ZERO)).isCompletedWithValue(NOTHING);
        assertThat(network.listeners(TOKEN.id())).isZero();
    }

    @Test
    void anUpdateEndsThePoll() {
        CompletableFuture<BotReply> answer = poll(0, WAIT);
        assertThat(answer).isNotDone();

        network.enqueue(TOKEN.id(), "hello");

        assertThat(size(answer)).isEqualTo(1);
        assertThat(network.listeners(TOKEN.id())).isZero();
        assertThat(timer.pending()).isEmpty();
    }

    @Test
    void thePollEndsWithNothingWhenItsTimeIsOver() {
        CompletableFuture<BotReply> answer = poll(0, WAIT);

        timer.advance(WAIT.minusMillis(1));
        assertThat(answer).isNotDone();
        timer.advance(Duration.ofMillis(1));

        assertThat(answer).isCompletedWithValue(NOTHING);
        assertThat(polls.size()).isZero();
    }

    @Test
    void aSecondPollerEndsTheFirst() {
        CompletableFuture<BotReply> first = poll(0, WAIT);
        CompletableFuture<BotReply> second = poll(0, WAIT);

        assertThat(first.join())
                .isEqualTo(
                        BotReply.refused(
                                409,
                                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"));
        assertThat(second).isNotDone();
        network.enqueue(TOKEN.id(), "hello");
        assertThat(size(second)).isEqualTo(1);
    }

    @Test
    void aPollThatDoesNotWaitEndsAnotherOneToo() {
        CompletableFuture<BotReply> first = poll(0, WAIT);
        var _ = poll(0, Duration.ZERO);

        assertThat(first.join()).isInstanceOf(BotReply.Refused.class);
    }

    @Test
    void botsDoNotEndEachOthersPolls() {
        CompletableFuture<BotReply> first = poll(0, WAIT);
        var _ = polls.poll(network, new BotToken(new BotId(2), "b"), new UpdatesRequest(0, 1, null), WAIT, gone);

        assertThat(first).isNotDone();
    }

    @Test
    void withAWebhookThereIsNothingToPoll() {
        var _ = network.call(
                TOKEN,
                new BotCall("setWebhook", Tl.object().with("url", "http://x").build()));

        assertThat(poll(0, WAIT).join())
                .isEqualTo(
                        BotReply.refused(
                                409,
                                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"));
    }

    @Test
    void aWebhookEndsThePoll() {
        CompletableFuture<BotReply> answer = poll(0, WAIT);
        var _ = network.call(
                TOKEN,
                new BotCall("setWebhook", Tl.object().with("url", "http://x").build()));

        assertThat(answer.join()).isEqualTo(BotReply.refused(409, "Conflict: terminated by setWebhook request"));
    }

    @Test
    void aClientThatGoesAwayFreesItsPoll() {
        CompletableFuture<BotReply> answer = poll(0, WAIT);

        gone.complete(null);

        assertThat(answer).isCompletedWithValue(NOTHING);
        assertThat(polls.size()).isZero();
        assertThat(network.listeners(TOKEN.id())).isZero();
        assertThat(timer.pending()).isEmpty();
    }

    @Test
    void aNegativeOffsetIsAskedForOnce() {
        CompletableFuture<BotReply> answer = poll(-1, WAIT);
        network.enqueue(TOKEN.id(), "hello");

        assertThat(size(answer)).isEqualTo(1);
        assertThat(network.requests()).extracting(UpdatesRequest::offset).containsExactly(-1, 0);
    }

    @Test
    void allowedUpdatesAreToldOnce() {
        UpdatesRequest request = new UpdatesRequest(5, 10, List.of("message"));
        var _ = polls.poll(network, TOKEN, request, WAIT, gone);
        network.enqueue(TOKEN.id(), "hello");

        assertThat(network.requests()).hasSizeGreaterThan(1).first().isEqualTo(request);
        assertThat(network.requests()).last().isEqualTo(new UpdatesRequest(5, 10, null));
    }
}
