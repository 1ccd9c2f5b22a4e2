package dev.heatup.cli;

import dev.heatup.cli.http.ReportSummary;
import org.jspecify.annotations.Nullable;

/**
 * One session's visit as it is known to a command.
 *
 * @param runId empty when the service refused
 * @param report the newest; null before the first and when refused
 * @param refusal null, or why the service refused
 */
record FollowedVisit(
        String session,
        String runId,
        @Nullable ReportSummary report,
        @Nullable Refusal refusal) {

    /**
     * @param sentence for people
     * @param json for programs
     */
    record Refusal(String sentence, String json) {}

    static FollowedVisit accepted(String session, String runId) {
        return new FollowedVisit(session, runId, null, null);
    }

    static FollowedVisit refused(String session, String sentence, String json) {
        return new FollowedVisit(session, "", null, new Refusal(sentence, json));
    }

    FollowedVisit with(ReportSummary newest) {
        return new FollowedVisit(session, runId, newest, null);
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
