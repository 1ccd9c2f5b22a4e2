package dev.heatup.cli;

import dev.heatup.cli.http.ReportSummary;
import dev.heatup.cli.http.ServiceClient;
import dev.heatup.cli.http.ServiceReply;
import dev.heatup.cli.http.WarmupBody;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Asks for visits and follows them to their end. Not thread-safe. */
final class VisitFollower {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    /** A service that restarts carries its runs on, so it is given this long to come back. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ServiceClient client;
    private final Ticker ticker;
    private final ProgressReporter progressReporter;
    private final List<FollowedVisit> visits = new ArrayList<>();

    VisitFollower(ServiceClient client, Ticker ticker, ProgressReporter progressReporter) {
        this.client = client;
        this.ticker = ticker;
        this.progressReporter = progressReporter;
    }

    /** How it ended. */
    sealed interface End {}

    /** All that was waited for; some may still be live when time was up. */
    record Ended(List<FollowedVisit> visits) implements End {}

    /** The service doesn't answer, or no more. */
    record Lost(String why) implements End {}

    End follow(Set<String> sessions, WarmupBody request, Duration patience) throws InterruptedException {
        for (String session : sessions) {
            switch (client.warmUp(session, request)) {
                case ServiceReply.Ok<String>(String runId) -> begin(FollowedVisit.accepted(session, runId));
                case ServiceReply.Refused<String>(String sentence, String json) ->
                    begin(FollowedVisit.refused(session, sentence, json));
                case ServiceReply.Unreachable<String>(String why) -> {
                    return new Lost(why);
                }
            }
        }
        long started = ticker.nanoTime();
        long lastAnswer = started;
        while (true) {
            String trouble = look();
            if (trouble.isEmpty()) {
                lastAnswer = ticker.nanoTime();
            } else if (isOver(lastAnswer, PATIENCE)) {
                progressReporter.ended(visits);
                return new Lost(trouble);
            }
            if (visits.stream().noneMatch(FollowedVisit::isLive) || isOver(started, patience)) {
                break;
            }
            ticker.pause(BETWEEN_LOOKS);
        }
        progressReporter.ended(visits);
        return new Ended(List.copyOf(visits));
    }

    private void begin(FollowedVisit followedVisit) {
        visits.add(followedVisit);
        progressReporter.begun(followedVisit);
    }

    /** Looks at each live visit once; answers why the service couldn't be asked, or nothing. */
    private String look() {
        for (int i = 0; i < visits.size(); i++) {
            FollowedVisit followedVisit = visits.get(i);
            if (!followedVisit.isLive()) {
                continue;
            }
            switch (client.report(followedVisit.runId())) {
                case ServiceReply.Ok<ReportSummary>(ReportSummary report) -> visits.set(i, followedVisit.with(report));
                case ServiceReply.Refused<ReportSummary>(String sentence, String json) ->
                    visits.set(i, FollowedVisit.refused(followedVisit.session(), sentence, json));
                case ServiceReply.Unreachable<ReportSummary>(String why) -> {
                    return why;
                }
            }
            progressReporter.seen(visits.get(i), visits);
        }
        return "";
    }

    private boolean isOver(long since, Duration patience) {
        return ticker.nanoTime() - since >= patience.toNanos();
    }
}
