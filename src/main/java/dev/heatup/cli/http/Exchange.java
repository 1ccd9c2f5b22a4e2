package dev.heatup.cli.http;

/** What came of one request. */
public sealed interface Exchange {

    /** @param body as it came, at most 4 MB; foreign text */
    record Answer(int status, String body) implements Exchange {
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** The body fit for a terminal: JSON in many lines, anything else in one. */
        public String printable() {
            return Json.read(body).map(Json::pretty).orElseGet(() -> PlainText.of(body, 2000));
        }

        /** Whether this is what {@code GET /health} answers, well or not. */
        public boolean isHealthReport() {
            return Json.read(body)
                    .filter(node -> node.has("status") && node.has("checks"))
                    .isPresent();
        }

        /** The field {@code run_id}, or the empty string when there is none that fits a path and a shell. */
        public String runId() {
            return Json.read(body)
                    .map(node -> Json.text(node, "run_id", 64))
                    .filter(id -> id.matches("[A-Za-z0-9_-]+"))
                    .orElse("");
        }
    }

    /** @param why one printable line */
    record NoAnswer(String why) implements Exchange {}
}
