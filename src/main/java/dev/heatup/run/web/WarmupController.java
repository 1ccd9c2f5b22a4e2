package dev.heatup.run.web;

import dev.heatup.run.RunId;
import dev.heatup.run.RunReport;
import dev.heatup.run.RunStatus;
import dev.heatup.run.Runs;
import dev.heatup.run.TargetState;
import dev.heatup.run.Warmups;
import dev.heatup.run.Warmups.Answer;
import dev.heatup.session.SessionId;
import dev.heatup.web.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Starts runs. */
@RestController
@Tag(name = "warmup", description = "Give a session a short, plausible visit")
public final class WarmupController {

    /** For now every caller is the person at this machine. */
    private static final String CALLER = "local";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");
    private static final int MAX_TIMEOUT = 3600;

    private final Warmups warmups;

    public WarmupController(Warmups warmups) {
        this.warmups = warmups;
    }

    /** The answer to a warmup that goes on by itself. */
    record Accepted(String runId, String sessionId, String status, Links links) {
        static Accepted of(RunId run, SessionId session) {
            return new Accepted(run.value(), session.value(), RunStatus.QUEUED.wireName(), Links.of(run));
        }
    }

    record Links(String self, String cancel) {
        static Links of(RunId run) {
            return new Links("/runs/" + run, "/runs/" + run + "/cancel");
        }
    }

    @PostMapping("/warmup/{session_id}")
    @Operation(
            summary = "Start a visit",
            description = "Answers at once, when the run is recorded; it goes on in the background.",
            responses = {
                @ApiResponse(
                        responseCode = "202",
                        content = @Content(schema = @Schema(implementation = Accepted.class))),
                @ApiResponse(
                        responseCode = "409",
                        description = "session_busy, session_quarantined",
                        content = @Content),
                @ApiResponse(
                        responseCode = "429",
                        description = "too_many_sessions: through a gateway at most 20 different sessions act in any 7"
                                + " days; next_place_at says when there is a place again",
                        content = @Content),
                @ApiResponse(
                        responseCode = "422",
                        description = "invalid_plan, unknown_pool, unknown_strategy, max_actions_out_of_range,"
                                + " idempotency_key_reused",
                        content = @Content)
            })
    ResponseEntity<Accepted> start(
            @Parameter(schema = @Schema(pattern = SessionId.PATTERN)) @PathVariable("session_id") String sessionId,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable WarmupRequest body,
            HttpServletRequest request) {
        Answer.Accepted accepted = accept(sessionId, key, body, request);
        return ResponseEntity.accepted()
                .location(URI.create("/runs/" + accepted.run()))
                .body(Accepted.of(accepted.run(), accepted.sessionId()));
    }

    @PostMapping("/warmup-sync/{session_id}")
    @Operation(
            summary = "Start a visit and wait for its report",
            description = "A client that goes away cancels nothing.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        content = @Content(schema = @Schema(implementation = RunReport.class))),
                @ApiResponse(
                        responseCode = "202",
                        description = "the time is up, or 1,000 others wait already; the run goes on",
                        content = @Content(schema = @Schema(implementation = Accepted.class)))
            })
    ResponseEntity<Object> startAndWait(
            @Parameter(schema = @Schema(pattern = SessionId.PATTERN)) @PathVariable("session_id") String sessionId,
            @Parameter(description = "seconds to wait for the end, 0 to 3600") @RequestParam(defaultValue = "300")
                    int timeout,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable WarmupRequest body,
            HttpServletRequest request)
            throws InterruptedException {
        if (timeout < 0 || timeout > MAX_TIMEOUT) {
            throw new ApiProblem(400, "invalid_parameter", "'timeout' is 0 to " + MAX_TIMEOUT + " seconds");
        }
        Answer.Accepted accepted = accept(sessionId, key, body, request);
        URI location = URI.create("/runs/" + accepted.run());
        boolean ended = warmups.awaitEnd(accepted.run(), Duration.ofSeconds(timeout));
        RunReport runReport = warmups.report(accepted.run())
                .orElseThrow(() -> RunsController.notFound(accepted.run().value()));
        return ended
                ? ResponseEntity.ok().location(location).body(runReport)
                : ResponseEntity.accepted()
                        .location(location)
                        .body(new Accepted(
                                runReport.runId(),
                                runReport.sessionId(),
                                runReport.status(),
                                Links.of(accepted.run())));
    }

    private Answer.Accepted accept(
            String sessionId, @Nullable String key, @Nullable WarmupRequest body, HttpServletRequest request) {
        SessionId session = PathNames.session(sessionId);
        WarmupRequest asked = body == null ? WarmupRequest.EMPTY : body;
        return switch (warmups.request(asked.toRequest(session), key(key, asked, request))) {
            case Answer.Accepted accepted -> accepted;
            case Answer.InvalidPlan invalid ->
                throw new ApiProblem(
                        422,
                        "invalid_plan",
                        "the plan breaks " + invalid.violations().size() + " rule(s), see violations",
                        Map.of("violations", invalid.violations()));
            case Answer.UnknownPool(List<String> allowed) ->
                throw new ApiProblem(
                        422, "unknown_pool", "there is no such pool; allowed: " + String.join(", ", allowed));
            case Answer.UnknownStrategy(List<String> allowed) ->
                throw new ApiProblem(
                        422, "unknown_strategy", "there is no such strategy; allowed: " + String.join(", ", allowed));
            case Answer.TooManyActions(int most) ->
                throw new ApiProblem(422, "max_actions_out_of_range", "'max_actions' is 1 to " + most);
            case Answer.KeyReused() ->
                throw new ApiProblem(
                        422,
                        "idempotency_key_reused",
                        "this Idempotency-Key came with another request in the last 24 hours; use a new one");
            case Answer.Busy(RunId live) ->
                throw new ApiProblem(
                        409,
                        "session_busy",
                        "session " + session + " has a live run; wait for its end or cancel it",
                        Map.of("run_id", live.value()));
            case Answer.Quarantined quarantined ->
                throw new ApiProblem(
                        409,
                        "session_quarantined",
                        "the network restricted session " + session + " ("
                                + quarantined.quarantine().code() + "); a person releases it with POST /sessions/"
                                + session + "/release and a reason",
                        Map.of("restriction", quarantined.quarantine().code()));
            case Answer.Full(TargetState.Admission.Full full) ->
                throw new ApiProblem(
                        429,
                        "too_many_sessions",
                        full.why(),
                        Map.of(
                                "max_sessions", full.limit().most(),
                                "window_days", full.limit().window().toDays(),
                                "next_place_at", full.nextPlace()));
        };
    }

    private static Runs.@Nullable RequestKey key(@Nullable String key, WarmupRequest body, HttpServletRequest request) {
        if (key == null) {
            return null;
        }
        if (!KEY.matcher(key).matches()) {
            throw new ApiProblem(
                    400, "invalid_idempotency_key", "an Idempotency-Key has 1 to 255 visible ASCII characters");
        }
        return new Runs.RequestKey(CALLER, request.getRequestURI(), key, body.hash());
    }
}
