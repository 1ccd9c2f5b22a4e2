import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Requests that come at fixed times, whether or not earlier ones were answered. Each is timed from the moment at which it
 * was due, so that a stall counts for all that it held up.
 */
class OpenLoop implements AutoCloseable {

    /** At most so many requests at once, each on a connection that is kept; who comes when all are taken waits and is timed. */
    private static final int CONNECTIONS = 256;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private final int rate;

    /** @param rate requests a second */
    OpenLoop(int rate) {
        this.rate = rate;
    }

    /**
     * What came of the requests.
     *
     * @param late nanoseconds from when each was due until it was sent, in order
     * @param took nanoseconds from when each was due until it was answered, in order; those that failed are among them
     * @param wrong answers that were not as expected, by what they were
     */
    record Result(long[] late, long[] took, Map<String, Integer> wrong) {

        double lateMillis(double share) {
            return at(late, share);
        }

        double tookMillis(double share) {
            return at(took, share);
        }

        /** By nearest rank. */
        private static double at(long[] sorted, double share) {
            return sorted[Math.max(0, (int) Math.ceil(sorted.length * share) - 1)] / 1e6;
        }
    }

    /** @param requests the request with a number, from 0 */
    Result run(IntFunction<HttpRequest> requests, int seconds, int expected) throws Exception {
        long[] late = new long[rate * seconds];
        long[] took = new long[rate * seconds];
        Map<String, Integer> wrong = new ConcurrentHashMap<>();
        AtomicInteger next = new AtomicInteger();
        long began = System.nanoTime();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int worker = 0; worker < CONNECTIONS; worker++) {
                workers.submit(() -> {
                    for (int i = next.getAndIncrement(); i < took.length; i = next.getAndIncrement()) {
                        long due = began + i * 1_000_000_000L / rate;
                        waitUntil(due);
                        late[i] = System.nanoTime() - due;
                        String answer = answer(requests.apply(i));
                        took[i] = System.nanoTime() - due;
                        if (!answer.equals(String.valueOf(expected))) {
                            wrong.merge(answer, 1, Integer::sum);
                        }
                    }
                });
            }
        }
        Arrays.sort(late);
        Arrays.sort(took);
        return new Result(late, took, new TreeMap<>(wrong));
    }

    private static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private String answer(HttpRequest request) {
        try {
            return String.valueOf(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e.toString();
        }
    }

    @Override
    public void close() {
        http.close();
        threads.close();
    }
}
