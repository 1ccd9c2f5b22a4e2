package dev.heatup.sandbox.web;

import dev.heatup.gateway.Tl;
import dev.heatup.gateway.json.TlJson;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.world.Event;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the sandbox says of itself: how it is, and what happened in it. */
@RestController
@Tag(name = "sandbox", description = "The built-in test network")
@RequestMapping(path = "/sandbox", produces = MediaType.APPLICATION_JSON_VALUE)
public final class SandboxController {

    private static final int MAX_EVENTS = 1000;

    private final Sandbox sandbox;

    public SandboxController(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @GetMapping("/health")
    @Operation(summary = "Whether the sandbox runs")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    ResponseEntity<byte[]> health() {
        Sandbox.Health health = sandbox.health();
        Tl.Builder answer = Tl.object().with("status", health.running() ? "up" : "down");
        if (!health.running()) {
            answer.with("reason", health.reason());
        }
        return ResponseEntity.status(health.running() ? 200 : 503)
                .body(TlJson.write(answer.with("seed", sandbox.world().seed()).build()));
    }

    /** Events in order; {@code next} is the {@code after} of the next page, also when there is nothing yet. */
    @GetMapping("/events")
    @Operation(summary = "What happened in the sandbox, in order")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    CompletableFuture<ResponseEntity<byte[]>> events(
            @RequestParam(name = "after", defaultValue = "0") long after,
            @RequestParam(name = "limit", defaultValue = "100") int limit) {
        if (after < 0 || limit < 1 || limit > MAX_EVENTS) {
            return CompletableFuture.completedFuture(ResponseEntity.badRequest()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(TlJson.write(Tl.object()
                            .with("type", "about:blank")
                            .with("title", "Bad Request")
                            .with("status", 400)
                            .with("code", "invalid_parameter")
                            .with("detail", "after is 0 or more, and limit 1 to " + MAX_EVENTS)
                            .build())));
        }
        return sandbox.events(after, limit).thenApply(events -> ResponseEntity.ok(TlJson.write(page(after, events))));
    }

    private static Tl.Obj page(long after, List<Event> events) {
        return Tl.object()
                .with("events", events.stream().map(Event::shown).toList())
                .with("next", events.isEmpty() ? after : events.getLast().seq())
                .build();
    }
}
