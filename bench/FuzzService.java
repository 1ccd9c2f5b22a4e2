import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import dev.heatup.sandbox.bots.BotMethods;
import dev.heatup.sandbox.fuzz.Fuzz;
import dev.heatup.sandbox.fuzz.CallCounts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fuzz of ./check against a service that runs: CONTROL BOTS WORLD_FILE CALLS SEED. The world is made beside the main
 * one; time passes by itself. Ends with 1 and the latest calls when it finds something.
 */
final class FuzzService {

    private static final String WORLD = "busy";

    private FuzzService() {}

    public static void main(String[] args) throws Exception {
        Set<String> methods = new TreeSet<>(BotMethods.names());
        methods.addAll(List.of("getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo"));
        URI control = URI.create(args[0]);
        make(control, Files.readString(Path.of(args[2])));
        Fuzz.Target target = new Fuzz.Target(control, URI.create(args[1]), List.of(WORLD), passed -> {});
        long began = System.nanoTime();
        try (Fuzz fuzz = new Fuzz(target, methods, Long.parseLong(args[4]))) {
            CallCounts callCounts = fuzz.run(Integer.parseInt(args[3]));
            System.out.printf("%s; %.0f s%n", callCounts, (System.nanoTime() - began) / 1e9);
        } catch (AssertionError found) {
            System.out.println("seed " + args[4] + ", " + found.getMessage());
            System.exit(1);
        }
    }

    private static void make(URI control, String description) throws Exception {
        Tl.Obj body = Tl.object().with("name", WORLD).with("world", description).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(control + "/sandbox/worlds"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(TlJson.write(body)))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IllegalStateException(answer.body());
            }
        }
    }
}
