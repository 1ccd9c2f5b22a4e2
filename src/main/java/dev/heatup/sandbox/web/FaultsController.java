package dev.heatup.sandbox.web;

import dev.heatup.sandbox.spec.FaultSpec;
import dev.heatup.sandbox.spec.yaml.FaultList;
import dev.heatup.sandbox.worlds.OpenWorlds;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import dev.heatup.web.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What goes wrong on purpose. */
@RestController
@Tag(name = "sandbox", description = "The built-in test network")
@RequestMapping(
        path = {"/sandbox/faults", "/sandbox/worlds/{world}/faults"},
        produces = MediaType.APPLICATION_JSON_VALUE)
public final class FaultsController {

    private final OpenWorlds worlds;

    public FaultsController(OpenWorlds worlds) {
        this.worlds = worlds;
    }

    @GetMapping
    @Operation(summary = "The faults in force", description = "In their order; the first that strikes decides.")
    @ApiResponse(responseCode = "200", content = @Content(array = @ArraySchema(schema = @Schema(type = "object"))))
    ResponseEntity<byte[]> faults(@PathVariable(name = "world", required = false) @Nullable String world) {
        return ControlResponses.json(written(ControlResponses.of(
                ControlResponses.sandbox(worlds, world).control().faults())));
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Set all faults",
            description = "A list of what a world file has under faults. Those before are gone.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(array = @ArraySchema(schema = @Schema(type = "object")))))
    @ApiResponse(responseCode = "200", content = @Content(array = @ArraySchema(schema = @Schema(type = "object"))))
    ResponseEntity<byte[]> set(
            @PathVariable(name = "world", required = false) @Nullable String world, @RequestBody byte[] body) {
        if (!(ControlResponses.read(body) instanceof Tl.Items items)) {
            throw new ApiProblem(400, "malformed_json", "the body must be a JSON list of faults");
        }
        String json = new String(TlJson.write(Tl.object().with("faults", items).build()), StandardCharsets.UTF_8);
        return switch (FaultList.parse(json)) {
            case FaultList.Read(List<FaultSpec> faults) -> set(world, faults);
            case FaultList.Invalid(var problems) ->
                throw new ApiProblem(
                        422,
                        "invalid_faults",
                        "the faults have mistakes, and nothing was changed",
                        Map.of(
                                "problems",
                                problems.stream()
                                        .map(problem -> Map.of("path", problem.path(), "message", problem.message()))
                                        .toList()));
        };
    }

    @DeleteMapping
    @Operation(summary = "End all faults", description = "From now on nothing goes wrong on purpose.")
    @ApiResponse(responseCode = "200", content = @Content(array = @ArraySchema(schema = @Schema(type = "object"))))
    ResponseEntity<byte[]> clear(@PathVariable(name = "world", required = false) @Nullable String world) {
        return set(world, List.of());
    }

    private ResponseEntity<byte[]> set(@Nullable String world, List<FaultSpec> faults) {
        ControlResponses.of(ControlResponses.sandbox(worlds, world).control().setFaults(faults));
        return ControlResponses.json(written(faults));
    }

    private static Tl written(List<FaultSpec> faults) {
        return ControlResponses.plain(FaultList.write(faults));
    }
}
