package dev.heatup.cli;

import dev.heatup.cli.http.Outcome;
import dev.heatup.cli.http.RunReport;
import dev.heatup.cli.http.ServiceClient;
import dev.heatup.cli.http.WarmupRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Asks for visits and follows them to their end. Not thread-safe. */
final class Following {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    /** A service that restarts carries its runs on, so it is given this long to come back. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ServiceClient client;
    private final Ticker ticker;
    private final Narration narration;
    private final List<Visit> visits = new ArrayList<>();

    Following(ServiceClient client, Ticker ticker, Narration narration) {
        this.client = client;
        this.ticker = ticker;
        this.narration = narration;
    }

    /** How it ended. */
    sealed interface End {}

    /** All that was waited for; some may still be live when time was up. */
    record Ended(List<Visit> visits) implements End {}

    /** The service doesn't answer, or no more. */
    record Lost(String why) implements End {}

    End follow(Set<String> sessions, WarmupRequest request, Duration patience) throws InterruptedException {
        for (String session : sessions) {
            switch (client.warmUp(session, request)) {
                case Outcome.Ok<String>(String runId) -> begin(Visit.accepted(session, runId));
                case Outcome.Refused<String>(String sentence, String json) ->
                    begin(Visit.refused(session, sentence, json));
                case Outcome.Unreachable<String>(String why) -> {
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
                narration.ended(visits);
                return new Lost(trouble);
            }
            if (visits.stream().noneMatch(Visit::isLive) || isOver(started, patience)) {
                break;
            }
            ticker.pause(BETWEEN_LOOKS);
        }
        narration.ended(visits);
        return new Ended(List.copyOf(visits));
    }

    private void begin(Visit visit) {
        visits.add(visit);
        narration.begun(visit);
    }

    /** Looks at each live visit once; answers why the service couldn't be asked, or nothing. */
    private String look() {
        for (int i = 0; i < visits.size(); i++) {
            Visit visit = visits.get(i);
            if (!visit.isLive()) {
                continue;
            }
            switch (client.report(visit.runId())) {
                case Outcome.Ok<RunReport>(RunReport report) -> visits.set(i, visit.with(report));
                case Outcome.Refused<RunReport>(String sentence, String json) ->
                    visits.set(i, Visit.refused(visit.session(), sentence, json));
                case Outcome.Unreachable<RunReport>(String why) -> {
                    return why;
                }
            }
            narration.seen(visits.get(i), visits);
        }
        return "";
    }

    private boolean isOver(long since, Duration patience) {
        return ticker.nanoTime() - since >= patience.toNanos();
    }
}
