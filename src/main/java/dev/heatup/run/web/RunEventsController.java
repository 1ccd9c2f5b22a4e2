package dev.heatup.run.web;

import dev.heatup.run.EventCursor;
import dev.heatup.run.RunId;
import dev.heatup.run.Warmups;
import dev.heatup.web.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Tells what happens in a run, as it happens. */
@RestController
@Tag(name = "runs")
public final class RunEventsController {

    private static final int MAX_STREAMS = 1_000;
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final Warmups warmups;
    private final JsonMapper json;
    private final EventStreams streams;

    public RunEventsController(Warmups warmups, JsonMapper json) {
        this.warmups = warmups;
        this.json = json;
        this.streams = new EventStreams(json, MAX_STREAMS, SILENCE);
    }

    /**
     * What there is now.
     *
     * @param ended whether there will be no more
     */
    record RunEvents(List<NumberedEvent> events, boolean ended) {}

    @GetMapping(
            path = "/runs/{run_id}/events",
            produces = {MediaType.TEXT_EVENT_STREAM_VALUE, MediaType.APPLICATION_JSON_VALUE})
    @Operation(
            summary = "What happens in a run, as it happens",
            description = "Server-Sent Events, numbered from 1 without a gap, the same at every node: created, planned"
                    + " (at once when the plan was given), step for each that was begun, ended; then the stream is"
                    + " over. A step comes when its outcome is recorded; while the person still reads or idles,"
                    + " finished_at lies ahead. The id is the number, and Last-Event-ID or after goes on behind it, at"
                    + " any node. A comment comes after 15 s of silence. With Accept: application/json what there is"
                    + " now, as a list.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        content = {
                            @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")),
                            @Content(
                                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                                    schema = @Schema(implementation = RunEvents.class))
                        }),
                @ApiResponse(
                        responseCode = "204",
                        description = "the run has ended and everything is known; no reason to come again",
                        content = @Content),
                @ApiResponse(responseCode = "503", description = "too_many_streams, 1,000 are open", content = @Content)
            })
    void events(
            @PathVariable("run_id") String runId,
            @Parameter(description = "number of the last event that is known") @RequestParam(defaultValue = "0")
                    int after,
            @Parameter(description = "the same, as browsers send it; goes before 'after'")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable
                    Integer lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        int known = lastEventId == null ? after : lastEventId;
        if (known < 0) {
            throw new ApiProblem(400, "invalid_parameter", "'after' and 'Last-Event-ID' are 0 or more");
        }
        RunId id = PathNames.run(runId);
        try (EventCursor eventCursor = warmups.follow(id, known).orElseThrow(() -> RunsController.notFound(runId))) {
            if (wantsList(request)) {
                List<NumberedEvent> events = NumberedEvent.of(eventCursor.next(Duration.ZERO), known);
                response.setContentType(MediaType.APPLICATION_JSON_VALUE);
                json.writeValue(response.getOutputStream(), new RunEvents(events, eventCursor.hasEnded()));
            } else if (request.getMethod().equals("HEAD")) {
                EventStreams.open(response);
            } else {
                streams.tell(eventCursor, known, response);
            }
        }
    }

    private static boolean wantsList(HttpServletRequest request) {
        String accept = String.valueOf(request.getHeader("Accept"));
        return accept.contains(MediaType.APPLICATION_JSON_VALUE) && !accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE);
    }

    /** Before the web server waits for its requests to end, which streams don't do by themselves. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        warmups.stopWaiting();
    }
}
