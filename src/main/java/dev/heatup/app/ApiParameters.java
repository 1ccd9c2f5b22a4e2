package dev.heatup.app;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.Map;

/** What a parameter means that has the same meaning wherever it stands. */
final class ApiParameters {

    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("session_id", "The account at the network under test: 1 to 64 of A-Z, a-z, 0-9, _ and -."),
            Map.entry("run_id", "The run, as POST /warmup answered it."),
            Map.entry("status", "Runs of this status alone."),
            Map.entry(
                    "Idempotency-Key",
                    "1 to 255 visible ASCII characters. A repeat within 24 h gets the first answer."),
            Map.entry("world", "The world beside the main one, by its name."),
            Map.entry("account", "The person, by the account's name."),
            Map.entry("chat", "The channel or group: its username, or its id, -100…."),
            Map.entry("bot", "The bot, by its id."),
            Map.entry("standing", "What becomes of the account."),
            Map.entry("name", "The snapshot."),
            Map.entry("after", "What comes after this, the next of the page before."),
            Map.entry("before", "Messages with a smaller id."),
            Map.entry("limit", "At most so many."),
            Map.entry("purge", "Whether its files are deleted, not kept aside."),
            Map.entry("unlabelled", "Whether messages that nobody labelled count as harmless."));

    private ApiParameters() {}

    /** Without {@code Accept}, which stands with the answers. */
    static void describe(Operation operation) {
        if (operation.getParameters() == null) {
            return;
        }
        operation.getParameters().removeIf(parameter -> parameter.getName().equals("Accept"));
        for (Parameter parameter : operation.getParameters()) {
            if (parameter.getDescription() == null) {
                parameter.setDescription(MEANINGS.get(parameter.getName()));
            }
        }
    }
}
