import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;

/**
 * How long POST /warmup takes until its durable 202, one request after the other, each for a new session:
 * {@code java bench/WarmupLatency.java [URL] [COUNT]} against a running service. Prints milliseconds.
 */
class WarmupLatency {

    private static final int WARM_UP = 200;

    public static void main(String[] arguments) throws Exception {
        String url = arguments.length > 0 ? arguments[0] : "http://127.0.0.1:8080";
        int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2000;
        HttpClient client = HttpClient.newHttpClient();
        long run = System.nanoTime();
        double[] millis = new double[count];
        for (int i = -WARM_UP; i < count; i++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/warmup/bench-" + run + "-" + (i + WARM_UP)))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            long began = System.nanoTime();
            int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 202) {
                throw new IllegalStateException("expected 202, got " + status);
            }
            if (i >= 0) {
                millis[i] = (System.nanoTime() - began) / 1e6;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                "requests %d, median %.2f ms, p99 %.2f ms, max %.2f ms%n",
                count, millis[count / 2], millis[count * 99 / 100], millis[count - 1]);
    }
}
