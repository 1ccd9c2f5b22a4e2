package dev.heatup.cli.http;

/** What came of one request. */
public sealed interface HttpExchange {

    /** @param body as it came, at most 4 MB; foreign text */
    record Answer(int status, String body) implements HttpExchange {
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** The body fit for a terminal: JSON in many lines, anything else in one. */
        public String printable() {
            return ClientJson.read(body).map(ClientJson::pretty).orElseGet(() -> PlainText.of(body, 2000));
        }

        /** Whether this is what {@code GET /health} answers, well or not. */
        public boolean isHealthReport() {
            return ClientJson.read(body)
                    .filter(node -> node.has("status") && node.has("checks"))
                    .isPresent();
        }

        /** The field {@code run_id}, or the empty string when there is none that fits a path and a shell. */
        public String runId() {
            return ClientJson.read(body)
                    .map(node -> ClientJson.text(node, "run_id", 64))
                    .filter(id -> id.matches("[A-Za-z0-9_-]+"))
                    .orElse("");
        }
    }

    /** @param why one printable line */
    record NoAnswer(String why) implements HttpExchange {}
}
