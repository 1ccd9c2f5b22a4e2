package dev.heatup.llm.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.LogLevel;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.Timeout;
import com.anthropic.core.http.Interceptor;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.ErrorType;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import dev.heatup.llm.LanguageModel;
import dev.heatup.llm.ModelAnswer;
import dev.heatup.llm.ModelQuestion;
import dev.heatup.retry.Backoff;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks Claude. The SDK's own retries and timeouts are off: its defaults wait ten minutes and obey any Retry-After, while
 * here everything, retries included, happens within the question's patience. Thread-safe.
 */
public final class AnthropicModel implements LanguageModel, AutoCloseable {

    private static final int MAX_TRIES = 3;
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(2));
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** An answer is a few kilobytes of JSON; more is no answer. */
    private static final int MAX_BYTES = 512 * 1024;

    private static final int TOO_MANY_REQUESTS = 429;

    private static final ModelAnswer.Unavailable NO_MESSAGE =
            ModelAnswer.Unavailable.because("the model's answer was cut off or is not a message");

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,500}");
    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9._:@/-]{1,100}");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    private final String apiKey;
    private final String model;
    private final LongSupplier nanoTime;
    private final Waiting waiting;
    private final AnthropicClient client;

    /** Waits between two tries. */
    @FunctionalInterface
    interface Waiting {
        void sleep(Duration pause) throws InterruptedException;
    }

    /**
     * @param baseUrl of the Messages API; null for Anthropic's own
     * @param nanoTime monotonic nanoseconds, as {@link System#nanoTime} gives them
     * @throws IllegalArgumentException with a sentence that says what is allowed and never contains the key
     */
    public AnthropicModel(String apiKey, @Nullable URI baseUrl, String model, LongSupplier nanoTime) {
        this(apiKey, baseUrl, model, nanoTime, Thread::sleep);
    }

    AnthropicModel(String apiKey, @Nullable URI baseUrl, String model, LongSupplier nanoTime, Waiting waiting) {
        // An HTTP client that meets a line break in a header's value quotes the value in its exception.
        if (!KEY.matcher(apiKey).matches()) {
            throw new IllegalArgumentException("ANTHROPIC_API_KEY must be 1 to 500 visible ASCII characters");
        }
        if (!MODEL.matcher(model).matches()) {
            throw new IllegalArgumentException("HEATUP_MODEL must be a model's name, such as claude-sonnet-5-5");
        }
        this.apiKey = apiKey;
        this.model = model;
        this.nanoTime = nanoTime;
        this.waiting = waiting;
        AnthropicOkHttpClient.Builder builder = AnthropicOkHttpClient.builder()
                .apiKey(apiKey)
                .maxRetries(0)
                .logLevel(LogLevel.OFF)
                .addInterceptor(Interceptor.syncOnly((next, request, options) ->
                        new BoundedHttpResponse(next.execute(request, options), MAX_BYTES)));
        if (baseUrl != null) {
            builder.baseUrl(checked(baseUrl).toString());
        }
        this.client = builder.build();
    }

    private static URI checked(URI baseUrl) {
        boolean http = "https".equals(baseUrl.getScheme()) || "http".equals(baseUrl.getScheme());
        if (!http || baseUrl.getHost() == null || baseUrl.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "ANTHROPIC_BASE_URL must be http:// or https:// with a host, and no user");
        }
        return baseUrl;
    }

    @Override
    public ModelAnswer ask(ModelQuestion modelQuestion, Duration patience) {
        long started = nanoTime.getAsLong();
        MessageCreateParams params = MessagesApi.request(modelQuestion, model);
        for (int attempt = 1; ; attempt++) {
            Duration left = patience.minusNanos(nanoTime.getAsLong() - started);
            // To the HTTP client, a timeout of 0 ms is none at all.
            if (left.toMillis() < 1) {
                return ModelAnswer.Unavailable.because("the model gave no answer in time");
            }
            Attempt outcome = attempt(params, left, attempt);
            if (!(outcome instanceof Attempt.Again(Duration pause, ModelAnswer.Unavailable trouble))) {
                return ((Attempt.Done) outcome).answer();
            }
            left = patience.minusNanos(nanoTime.getAsLong() - started);
            if (attempt == MAX_TRIES || pause.compareTo(left) >= 0) {
                return trouble;
            }
            try {
                waiting.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return ModelAnswer.Unavailable.because("interrupted between two tries");
            }
        }
    }

    private sealed interface Attempt {
        record Done(ModelAnswer answer) implements Attempt {}

        /** Worth another try after {@code pause}; else it ends in {@code trouble}. */
        record Again(Duration pause, ModelAnswer.Unavailable trouble) implements Attempt {}
    }

    private Attempt attempt(MessageCreateParams params, Duration left, int number) {
        Duration backoff = BACKOFF.after(number);
        try {
            // The SDK reads the body "null" as no message at all.
            @Nullable Message message = client.messages().create(params, within(left));
            return new Attempt.Done(message == null ? NO_MESSAGE : MessagesApi.answer(message));
        } catch (AnthropicServiceException e) {
            ModelAnswer.Unavailable trouble = ModelAnswer.Unavailable.because(description(e));
            return isPassing(e.statusCode())
                    ? new Attempt.Again(retryAfter(e).orElse(backoff), trouble)
                    : new Attempt.Done(trouble);
        } catch (AnthropicIoException e) {
            return new Attempt.Again(
                    backoff, ModelAnswer.Unavailable.because("the model could not be reached in time"));
        } catch (AnthropicException e) {
            return new Attempt.Done(NO_MESSAGE);
        }
    }

    private static RequestOptions within(Duration left) {
        return RequestOptions.builder()
                .timeout(Timeout.builder()
                        .connect(left.compareTo(CONNECT) < 0 ? left : CONNECT)
                        .read(left)
                        .write(left)
                        .request(left)
                        .build())
                // A redirect would carry the key to another host.
                .followRedirects(false)
                .build();
    }

    /** As the API's error page lists them: time-outs, conflicts, rate limits, and 500 and more, 529 (overloaded) included. */
    private static boolean isPassing(int status) {
        return status == 408 || status == 409 || status == TOO_MANY_REQUESTS || status >= 500;
    }

    /** Empty for none and for a date; the caller's own backoff serves then. */
    private static Optional<Duration> retryAfter(AnthropicServiceException e) {
        return e.headers().values("retry-after").stream()
                .findFirst()
                .filter(value -> SECONDS.matcher(value).matches())
                .map(value -> Duration.ofMillis((long) (Double.parseDouble(value) * 1000)));
    }

    /** A caller's mistake is worth its explanation, such as a wrong model name; a server's trouble is not. */
    private String description(AnthropicServiceException e) {
        String type = e.type().map(ErrorType::asString).map(name -> " " + name).orElse("");
        String explanation = isPassing(e.statusCode())
                ? ""
                : e.apiMessage()
                        .map(text -> ": " + text.replace(apiKey, "[key]"))
                        .orElse("");
        return "the model answered " + e.statusCode() + type + explanation;
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return "AnthropicModel[" + model + "]";
    }
}
