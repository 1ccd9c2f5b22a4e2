package dev.heatup.run.web;

import dev.heatup.run.RunEvent;
import dev.heatup.run.RunReport;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * An event as it is told, by the names of Server-Sent Events.
 *
 * @param id its sequence number
 * @param event what kind it is, which says what {@code data} is
 */
record NumberedEvent(
        int id,

        @Schema(allowableValues = {"created", "planned", "step", "ended"})
        String event,

        @Schema(oneOf = {RunEvent.Created.class, RunEvent.Planned.class, RunReport.Step.class, RunEvent.Ended.class})
        Object data) {

    private static NumberedEvent of(int sequence, RunEvent event) {
        return switch (event) {
            case RunEvent.Created created -> new NumberedEvent(sequence, "created", created);
            case RunEvent.Planned planned -> new NumberedEvent(sequence, "planned", planned);
            case RunEvent.Recorded(RunReport.Step step) -> new NumberedEvent(sequence, "step", step);
            case RunEvent.Ended ended -> new NumberedEvent(sequence, "ended", ended);
        };
    }

    /** @param after the sequence number of the one before the first */
    static List<NumberedEvent> of(List<RunEvent> events, int after) {
        List<NumberedEvent> numbered = new ArrayList<>();
        for (RunEvent event : events) {
            numbered.add(of(after + numbered.size() + 1, event));
        }
        return numbered;
    }
}
