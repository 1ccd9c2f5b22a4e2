package dev.heatup.sandbox.web;

import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.worlds.OpenWorlds;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the sandbox is. */
@RestController
@Tag(name = "sandbox", description = "The built-in test network")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
public final class SandboxController {

    private final OpenWorlds worlds;

    public SandboxController(OpenWorlds worlds) {
        this.worlds = worlds;
    }

    @GetMapping({"/sandbox/health", "/sandbox/worlds/{world}/health"})
    @Operation(
            summary = "Whether the sandbox runs",
            description = "With the world's seed; 503 with the reason when it does not.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "it runs",
                        content = @Content(schema = @Schema(type = "object"))),
                @ApiResponse(
                        responseCode = "503",
                        description = "it does not",
                        content = @Content(schema = @Schema(type = "object")))
            })
    ResponseEntity<byte[]> health(@PathVariable(name = "world", required = false) @Nullable String world) {
        Sandbox sandbox = ControlResponses.sandbox(worlds, world);
        Sandbox.Health health = sandbox.health();
        Tl.Builder answer = Tl.object().with("status", health.running() ? "up" : "down");
        if (!health.running()) {
            answer.with("reason", health.reason());
        }
        return ResponseEntity.status(health.running() ? 200 : 503)
                .body(TlJson.write(answer.with("seed", sandbox.world().seed()).build()));
    }
}
