package dev.heatup.run.web;

import dev.heatup.run.RunId;
import dev.heatup.run.RunReport;
import dev.heatup.run.RunStatus;
import dev.heatup.run.Runs;
import dev.heatup.run.Warmups;
import dev.heatup.web.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows and cancels runs. */
@RestController
@Tag(name = "runs", description = "What became of the visits")
public final class RunsController {

    private static final int MAX_PAGE_SIZE = 100;

    private final Warmups warmups;

    public RunsController(Warmups warmups) {
        this.warmups = warmups;
    }

    /**
     * One page of runs.
     *
     * @param next the cursor of the next page, null on the last
     */
    record Page(List<RunReport> runs, @Nullable String next) {}

    @GetMapping("/runs")
    @Operation(summary = "List runs", description = "The newest first, live ones included.")
    Page list(
            @RequestParam(name = "session_id", required = false) @Nullable String sessionId,
            @RequestParam(required = false) @Nullable String status,
            @Parameter(description = "1 to 100") @RequestParam(defaultValue = "20") int limit,
            @Parameter(description = "the 'next' of the page before") @RequestParam(required = false) @Nullable
                    String cursor) {
        if (limit < 1 || limit > MAX_PAGE_SIZE) {
            throw new ApiProblem(400, "invalid_parameter", "'limit' is 1 to " + MAX_PAGE_SIZE);
        }
        List<RunReport> found = warmups.reports(new Runs.Filter(
                sessionId == null ? null : PathNames.session(sessionId),
                status == null ? null : status(status),
                cursor == null ? null : cursor(cursor),
                limit + 1));
        boolean more = found.size() > limit;
        List<RunReport> page = more ? found.subList(0, limit) : found;
        return new Page(page, more ? page.getLast().runId() : null);
    }

    private static RunStatus status(String text) {
        return Arrays.stream(RunStatus.values())
                .filter(status -> status.wireName().equals(text))
                .findFirst()
                .orElseThrow(() -> new ApiProblem(
                        400,
                        "invalid_parameter",
                        "'status' is one of "
                                + Arrays.stream(RunStatus.values())
                                        .map(RunStatus::wireName)
                                        .collect(Collectors.joining(", "))));
    }

    private static RunId cursor(String text) {
        try {
            return new RunId(text);
        } catch (IllegalArgumentException _) {
            throw new ApiProblem(400, "invalid_parameter", "'cursor' is the 'next' of an earlier page");
        }
    }

    @GetMapping("/runs/{run_id}")
    @Operation(summary = "Report of a run", description = "Also while it lives.")
    RunReport report(@PathVariable("run_id") String runId) {
        return warmups.report(PathNames.run(runId)).orElseThrow(() -> notFound(runId));
    }

    @PostMapping("/runs/{run_id}/cancel")
    @Operation(
            summary = "Cancel a run",
            description =
                    "Stops everything that is not sent yet. A step in flight is recorded first, so that nothing is"
                            + " sent after a 200.",
            responses = {
                @ApiResponse(responseCode = "200", description = "cancelled, its report"),
                @ApiResponse(responseCode = "202", description = "a step is still in flight; the run ends after it"),
                @ApiResponse(responseCode = "409", description = "run_ended")
            })
    ResponseEntity<RunReport> cancel(@PathVariable("run_id") String runId) throws InterruptedException {
        RunId id = PathNames.run(runId);
        Runs.Cancellation answer = warmups.cancel(id);
        RunReport runReport = warmups.report(id).orElseThrow(() -> notFound(runId));
        return switch (answer) {
            case Runs.Cancellation.Cancelled() -> ResponseEntity.ok(runReport);
            case Runs.Cancellation.Requested() -> ResponseEntity.accepted().body(runReport);
            case Runs.Cancellation.AlreadyEnded() -> {
                if (runReport.status().equals(RunStatus.CANCELLED.wireName())) {
                    yield ResponseEntity.ok(runReport);
                }
                throw new ApiProblem(409, "run_ended", "the run ended already: " + runReport.status());
            }
            case Runs.Cancellation.NotFound() -> throw notFound(runId);
        };
    }

    static ApiProblem notFound(String run) {
        return new ApiProblem(404, "run_not_found", "there is no run " + run + "; GET /runs lists all");
    }
}
