package dev.heatup.cli;

import dev.heatup.cli.http.RunReport;
import org.jspecify.annotations.Nullable;

/**
 * One session's visit as it is known to a command.
 *
 * @param runId empty when the service refused
 * @param report the newest; null before the first and when refused
 * @param refusal null, or why the service refused
 */
record Visit(
        String session,
        String runId,
        @Nullable RunReport report,
        @Nullable Refusal refusal) {

    /**
     * @param sentence for people
     * @param json for programs
     */
    record Refusal(String sentence, String json) {}

    static Visit accepted(String session, String runId) {
        return new Visit(session, runId, null, null);
    }

    static Visit refused(String session, String sentence, String json) {
        return new Visit(session, "", null, new Refusal(sentence, json));
    }

    Visit with(RunReport newest) {
        return new Visit(session, runId, newest, null);
    }

    boolean isLive() {
        return refusal == null && (report == null || report.isLive());
    }

    boolean isCompleted() {
        return report != null && report.isCompleted();
    }

    /** One word for tables. */
    String outcome() {
        if (refusal != null) {
            return "not started";
        }
        return report == null ? "queued" : report.status();
    }
}
