package dev.heatup.sandbox.web;

import dev.heatup.sandbox.WorldControl;
import dev.heatup.sandbox.WorldControl.Taken;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.worlds.OpenWorlds;
import dev.heatup.telegram.Tl;
import dev.heatup.web.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Moments that a world can be taken back to. */
@RestController
@Tag(name = "sandbox", description = "The built-in test network")
@RequestMapping(
        path = {"/sandbox/snapshots", "/sandbox/worlds/{world}/snapshots"},
        produces = MediaType.APPLICATION_JSON_VALUE)
public final class SnapshotsController {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final OpenWorlds worlds;

    public SnapshotsController(OpenWorlds worlds) {
        this.worlds = worlds;
    }

    @GetMapping
    @Operation(summary = "Snapshots", description = "Each with its name, its world time and its place in the log.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    ResponseEntity<byte[]> snapshots(@PathVariable(name = "world", required = false) @Nullable String world) {
        return ControlResponses.json(Tl.object()
                .with(
                        "snapshots",
                        ControlResponses.of(control(world).snapshots()).stream()
                                .map(snapshot -> Tl.object()
                                        .with("name", snapshot.name())
                                        .with("world_time", snapshot.at().toString())
                                        .with("seq", snapshot.seq())
                                        .build())
                                .toList())
                .build());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Take a snapshot",
            description = "{name}, 1 to 64 of A-Z, a-z, 0-9, _ and -. At most 20 at a time.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(type = "object"))))
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(type = "object")))
    ResponseEntity<byte[]> take(
            @PathVariable(name = "world", required = false) @Nullable String world, @RequestBody byte[] body) {
        String name = ControlResponses.object(body)
                .text("name")
                .filter(text -> NAME.matcher(text).matches())
                .orElseThrow(() -> new ApiProblem(400, "invalid_field", "name is 1 to 64 of A-Z, a-z, 0-9, _ and -"));
        return switch (ControlResponses.of(control(world).takeSnapshot(name))) {
            case Taken.Done(Event event) -> ControlResponses.json(201, told(name, event));
            case Taken.NameIsTaken _ ->
                throw new ApiProblem(409, "snapshot_exists", "there is a snapshot of this name; delete it first");
            case Taken.TooMany(int most) ->
                throw new ApiProblem(
                        409, "too_many_snapshots", "there are " + most + " snapshots already; delete one first");
        };
    }

    @PostMapping("/{name}/restore")
    @Operation(
            summary = "Restore a snapshot",
            description =
                    "People, chats, messages, bots, faults and world time are as they were; the log stays, and has this as an event.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    ResponseEntity<byte[]> restore(
            @PathVariable(name = "world", required = false) @Nullable String world, @PathVariable("name") String name) {
        return told(name, ControlResponses.of(control(world).restore(name)));
    }

    @DeleteMapping("/{name}")
    @Operation(summary = "Forget a snapshot", description = "The world stays as it is.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    ResponseEntity<byte[]> drop(
            @PathVariable(name = "world", required = false) @Nullable String world, @PathVariable("name") String name) {
        return told(name, ControlResponses.of(control(world).dropSnapshot(name)));
    }

    private WorldControl control(@Nullable String world) {
        return ControlResponses.sandbox(worlds, world).control();
    }

    private static ResponseEntity<byte[]> told(String name, Optional<Event> event) {
        return ControlResponses.json(told(
                name,
                event.orElseThrow(() -> new ApiProblem(404, "unknown_snapshot", "there is no snapshot of this name"))));
    }

    private static Tl.Obj told(String name, Event event) {
        return Tl.object()
                .with("name", name)
                .with("world_time", event.worldTime().toString())
                .with("seq", event.seq())
                .build();
    }
}
