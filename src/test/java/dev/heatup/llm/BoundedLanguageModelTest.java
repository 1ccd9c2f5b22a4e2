package dev.heatup.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BoundedLanguageModelTest {

    private static final ModelQuestion QUESTION =
            new ModelQuestion("system", List.of(ModelQuestion.Turn.user("hello")), null, 10);
    private static final ModelAnswer YES = new ModelAnswer.Text("yes", Tokens.NONE);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void noMoreQuestionsAreInFlightThanAllowed() throws Exception {
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch bothIn = new CountDownLatch(2);
        LanguageModel model = new BoundedLanguageModel(
                (modelQuestion, patience) -> {
                    most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                    bothIn.countDown();
                    awaitUninterruptibly(bothIn);
                    inFlight.decrementAndGet();
                    return YES;
                },
                2,
                nanos::get);

        List<Callable<ModelAnswer>> questions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            questions.add(() -> model.ask(QUESTION, MINUTE));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<ModelAnswer> answer : threads.invokeAll(questions)) {
                assertThat(answer.get()).isEqualTo(YES);
            }
        }
        assertThat(most).hasValue(2);
    }

    @Test
    void waitingForASlotIsPaidFromThePatience() {
        AtomicLong clock = new AtomicLong();
        List<Duration> patience = new ArrayList<>();
        LanguageModel model = new BoundedLanguageModel(
                (modelQuestion, left) -> {
                    patience.add(left);
                    return YES;
                },
                1,
                () -> clock.getAndAdd(Duration.ofSeconds(15).toNanos()));

        assertThat(model.ask(QUESTION, Duration.ofSeconds(20))).isEqualTo(YES);
        assertThat(model.ask(QUESTION, Duration.ofSeconds(15)))
                .isEqualTo(ModelAnswer.Unavailable.because("no time left after waiting for the model"));
        assertThat(patience).containsExactly(Duration.ofSeconds(5));
    }

    @Test
    void whoFindsNoFreeSlotInTimeGetsNoAnswerAndASlotIsFreedByAnError() {
        List<LanguageModel> self = new ArrayList<>();
        LanguageModel model = new BoundedLanguageModel(
                (modelQuestion, patience) -> {
                    if (patience.equals(MINUTE)) {
                        return self.getFirst().ask(QUESTION, Duration.ofMillis(1));
                    }
                    throw new IllegalStateException("broken");
                },
                1,
                nanos::get);
        self.add(model);

        for (int i = 0; i < 3; i++) {
            assertThat(model.ask(QUESTION, MINUTE))
                    .isEqualTo(ModelAnswer.Unavailable.because("no free slot for the model in time"));
        }
        for (int i = 0; i < 3; i++) {
            assertThat(catchThrowable(() -> model.ask(QUESTION, Duration.ofSeconds(1))))
                    .hasMessage("broken");
        }
    }

    @Test
    void anInterruptedCallerGetsNoAnswerAndStaysInterrupted() {
        LanguageModel model = new BoundedLanguageModel((modelQuestion, patience) -> YES, 1, nanos::get);
        Thread.currentThread().interrupt();

        ModelAnswer modelAnswer = model.ask(QUESTION, MINUTE);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(modelAnswer).isEqualTo(ModelAnswer.Unavailable.because("interrupted while waiting for the model"));
    }

    @Test
    void atLeastOneSlotIsNeeded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BoundedLanguageModel((modelQuestion, patience) -> YES, 0, nanos::get));
    }

    @Test
    void aReasonIsOneShortPrintableLine() {
        String why = ModelAnswer.Unavailable.because("a\r\nb\u0000\u202E\u2028" + "\uD83D\uDE80".repeat(500))
                .why();

        assertThat(why)
                .startsWith("a\uFFFD\uFFFDb")
                .satisfies(line ->
                        assertThat(line.codePointCount(0, line.length())).isEqualTo(ModelAnswer.MAX_WHY))
                .doesNotContainPattern("\\p{Cc}");
        assertThat(new ModelAnswer.Refused("x\ny", Tokens.NONE).why()).isEqualTo("x\uFFFDy");
    }

    @Test
    void aConversationBeginsAndEndsWithTheUser() {
        ModelQuestion.Turn user = ModelQuestion.Turn.user("a");
        ModelQuestion.Turn model = ModelQuestion.Turn.model("b");
        assertThat(new ModelQuestion("s", List.of(user, model, user), null, 1).turns())
                .hasSize(3);
        for (List<ModelQuestion.Turn> turns :
                List.of(List.<ModelQuestion.Turn>of(), List.of(model), List.of(user, model), List.of(model, user))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new ModelQuestion("s", turns, null, 1));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new ModelQuestion("s", List.of(user), null, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelAnswer.Text("x".repeat(ModelAnswer.MAX_TEXT + 1), Tokens.NONE));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
