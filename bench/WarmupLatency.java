import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;

/**
 * How long POST /warmup takes until its durable 202, one request after the other, each for a new session:
 * {@code java bench/WarmupLatency.java [URL] [COUNT]} against a running service. Beside it, in turn, GET /health/live,
 * which stores nothing: what HTTP alone costs here. Prints milliseconds.
 */
class WarmupLatency {

    private static final int WARM_UP = 200;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    public static void main(String[] arguments) throws Exception {
        String url = arguments.length > 0 ? arguments[0] : "http://127.0.0.1:8080";
        int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2000;
        HttpRequest live = HttpRequest.newBuilder(URI.create(url + "/health/live")).build();
        long run = System.nanoTime();
        double[] warmups = new double[count];
        double[] floor = new double[count];
        for (int i = -WARM_UP; i < count; i++) {
            HttpRequest warmup = HttpRequest.newBuilder(URI.create(url + "/warmup/bench-" + run + "-" + (i + WARM_UP)))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            double warmupMillis = millis(warmup, 202);
            double liveMillis = millis(live, 200);
            if (i >= 0) {
                warmups[i] = warmupMillis;
                floor[i] = liveMillis;
            }
        }
        print("POST /warmup", warmups);
        print("GET /health/live", floor);
    }

    private static double millis(HttpRequest request, int expected) throws Exception {
        long began = System.nanoTime();
        int status = CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        double millis = (System.nanoTime() - began) / 1e6;
        if (status != expected) {
            throw new IllegalStateException("expected " + expected + ", got " + status);
        }
        return millis;
    }

    private static void print(String what, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                "%s: requests %d, median %.2f ms, p99 %.2f ms, max %.2f ms%n",
                what,
                millis.length,
                millis[millis.length / 2],
                millis[millis.length * 99 / 100],
                millis[millis.length - 1]);
    }
}
