package dev.heatup.dialogue.claude;

import dev.heatup.dialogue.MessageWriter;
import dev.heatup.dialogue.WritingRequest;
import dev.heatup.llm.LanguageModel;
import dev.heatup.llm.ModelAnswer.Refused;
import dev.heatup.llm.ModelAnswer.Text;
import dev.heatup.llm.ModelAnswer.Truncated;
import dev.heatup.llm.ModelAnswer.Unavailable;
import dev.heatup.llm.ModelQuestion;
import dev.heatup.llm.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has a language model find the words. Requests that come within a short window go into one question: whoever comes first
 * waits for the others, asks for all and gives the answers out. Thread-safe.
 */
public final class ClaudeWriter implements MessageWriter {

    /** People who write at the same time are rarely further apart, and nobody notices it. */
    private static final Duration WINDOW = Duration.ofMillis(200);

    /** A chat is some 1,000 tokens to read. */
    static final int MAX_BATCH_SIZE = 8;

    /** A message of 500 Russian characters, and room to think. */
    private static final int TOKENS_EACH = 500;

    private final LanguageModel model;
    private final LongSupplier nanoTime;
    private final Duration window;
    private @Nullable Batch open;

    /** @param nanoTime monotonic nanoseconds */
    public ClaudeWriter(LanguageModel model, LongSupplier nanoTime) {
        this(model, nanoTime, WINDOW);
    }

    ClaudeWriter(LanguageModel model, LongSupplier nanoTime, Duration window) {
        this.model = model;
        this.nanoTime = nanoTime;
        this.window = window;
    }

    @Override
    public Answer next(WritingRequest request, Duration patience) {
        long started = nanoTime.getAsLong();
        Place place = enter(request);
        try {
            if (place.index() == 0) {
                boolean full =
                        place.batch().full.await(shorter(window, patience).toNanos(), TimeUnit.NANOSECONDS);
                if (!full) {
                    close(place.batch());
                }
                place.batch().answer(ask(place.batch().requests(), left(started, patience)));
            }
            return place.batch().answered.await(left(started, patience).toNanos(), TimeUnit.NANOSECONDS)
                    ? place.batch().answers.get(place.index())
                    : new Answer.Nothing("the model found no words in time", Tokens.NONE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Answer.Nothing("interrupted while waiting for the model", Tokens.NONE);
        } finally {
            if (place.index() == 0) {
                close(place.batch());
                place.batch().answered.countDown();
            }
        }
    }

    private Duration left(long started, Duration patience) {
        return patience.minusNanos(nanoTime.getAsLong() - started);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private List<Answer> ask(List<WritingRequest> requests, Duration patience) {
        ModelQuestion modelQuestion = new ModelQuestion(
                WritingPrompt.SYSTEM,
                List.of(ModelQuestion.Turn.user(WritingPrompt.of(requests))),
                WritingPrompt.SCHEMA,
                TOKENS_EACH * requests.size());
        return switch (model.ask(modelQuestion, patience)) {
            case Text(String text, Tokens tokens) -> WritingPrompt.read(text, requests.size(), tokens);
            case Refused(String why, Tokens tokens) -> nothing("the model declined (" + why + ")", tokens, requests);
            case Truncated(Tokens tokens) -> nothing("the model's words ran into its token limit", tokens, requests);
            case Unavailable(String why, Tokens tokens) -> nothing(why, tokens, requests);
        };
    }

    private static List<Answer> nothing(String why, Tokens tokens, List<WritingRequest> requests) {
        return WritingPrompt.shared(tokens, requests.size()).stream()
                .<Answer>map(share -> new Answer.Nothing(why, share))
                .toList();
    }

    private synchronized Place enter(WritingRequest request) {
        Batch batch = open == null ? new Batch() : open;
        open = batch;
        int index = batch.add(request);
        if (index + 1 == MAX_BATCH_SIZE) {
            open = null;
            batch.full.countDown();
        }
        return new Place(batch, index);
    }

    private synchronized void close(Batch batch) {
        if (open == batch) {
            open = null;
        }
    }

    private record Place(Batch batch, int index) {}

    /** Requests are added under the writer's lock and read once it is closed; answers are set before the latch opens. */
    private static final class Batch {
        private final List<WritingRequest> requests = new ArrayList<>();
        private final CountDownLatch full = new CountDownLatch(1);
        private final CountDownLatch answered = new CountDownLatch(1);
        private volatile List<Answer> answers = List.of();

        int add(WritingRequest request) {
            requests.add(request);
            answers = Collections.nCopies(requests.size(), new Answer.Nothing("nobody asked the model", Tokens.NONE));
            return requests.size() - 1;
        }

        List<WritingRequest> requests() {
            return List.copyOf(requests);
        }

        void answer(List<Answer> found) {
            answers = found;
            answered.countDown();
        }
    }
}
