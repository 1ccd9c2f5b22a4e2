package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Starts nothing: the sandbox and the bot run already, see README.md. */
class EchoBotTest {

    /** What a bot with the token 1001:… is called, unless a world file says otherwise. */
    private static final String BOT = "hu_1001_bot";

    private static final Map<String, String> ANSWER = Map.of("kind", "message_sent", "account", "bot:1001");

    private final Sandbox sandbox =
            new Sandbox(URI.create(System.getenv().getOrDefault("SANDBOX", "http://localhost:8080")));
    private final String before = "before-" + UUID.randomUUID();

    @BeforeEach
    void remember() {
        sandbox.snapshot(before);
    }

    @AfterEach
    void goBack() {
        sandbox.restore(before);
        sandbox.delete(before);
    }

    @Test
    void answersWhatItIsTold() {
        greeting();
        long said = sandbox.act("ann", "send", Map.of("chat", BOT, "text", "hello"));

        JsonNode answer = sandbox.awaitEvent(said, ANSWER);

        assertEquals("echo: hello", answer.at("/payload/content/text").asText());
    }

    @Test
    void answersAPressedButton() {
        JsonNode greeting = greeting();
        // A press is answered when the bot answers it.
        sandbox.act(
                "ann",
                "press_button",
                Map.of("chat", BOT, "message_id", greeting.at("/payload/message_id").asInt(), "text", "Press me"));

        JsonNode edited = sandbox.awaitEvent(
                greeting.get("seq").asLong(), Map.of("kind", "message_edited", "account", "bot:1001"));

        assertEquals("Pressed", edited.at("/payload/content/text").asText());
    }

    /** Ann starts the bot and reads what it says. */
    private JsonNode greeting() {
        long started = sandbox.act("ann", "start_bot", Map.of("bot", BOT));
        return sandbox.awaitEvent(started, ANSWER);
    }
}
