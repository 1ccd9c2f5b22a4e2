package dev.heatup.sandbox.web;

import dev.heatup.sandbox.EventLogException;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.spec.WorldSpec;
import dev.heatup.sandbox.spec.yaml.CorpusSource;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.spec.yaml.WorldFiles;
import dev.heatup.sandbox.spec.yaml.WorldProblem;
import dev.heatup.sandbox.worlds.OpenWorlds;
import dev.heatup.sandbox.worlds.OpenWorlds.Made;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import dev.heatup.web.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which worlds there are, and how they are described. */
@RestController
@Tag(name = "sandbox", description = "The built-in test network")
public final class WorldsController {

    /** Worlds come with their labelled messages, so these paths' bodies may be larger than others. */
    public static final Map<String, Integer> BODIES =
            Map.of("/sandbox/world", WorldFiles.MAX_BYTES, "/sandbox/worlds", WorldFiles.MAX_BYTES);

    private static final String YAML = MediaType.APPLICATION_YAML_VALUE;

    private final OpenWorlds worlds;

    public WorldsController(OpenWorlds worlds) {
        this.worlds = worlds;
    }

    /** Its file, or with {@code Accept: application/json} what it is and where its time is. */
    @GetMapping(
            path = {"/sandbox/world", "/sandbox/worlds/{world}/world"},
            produces = {YAML, MediaType.APPLICATION_JSON_VALUE})
    @Operation(
            summary = "A world's description",
            description = "Its world file, or with Accept: application/json its name, seed and time.")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = YAML, schema = @Schema(type = "string")),
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object"))
            })
    ResponseEntity<byte[]> world(
            @PathVariable(name = "world", required = false) @Nullable String world,
            @RequestHeader(name = "Accept", defaultValue = "*/*") String accept) {
        Sandbox sandbox = ControlResponses.sandbox(worlds, world);
        if (accept.contains(MediaType.APPLICATION_JSON_VALUE)) {
            return ControlResponses.json(told(sandbox));
        }
        WorldSpec spec = sandbox.world()
                .spec()
                .orElseThrow(() -> new ApiProblem(
                        404,
                        "world_not_described",
                        "this world was made without a description; as application/json there is its seed and time"));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_YAML)
                .body(WorldFiles.write(spec).getBytes(StandardCharsets.UTF_8));
    }

    /** The earlier world's log is kept aside. */
    @PutMapping(path = "/sandbox/world", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Begin the main world anew",
            description =
                    "By a world file of at most 4 MiB. The earlier log is kept aside. 422 invalid_world names all mistakes.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                @Content(mediaType = YAML, schema = @Schema(type = "string")),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(type = "object"))
                            }))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    ResponseEntity<byte[]> replace(@RequestBody byte[] body) {
        WorldFile.Read description = valid(WorldFiles.parse(body, CorpusSource.none()));
        return done(200, having(() -> worlds.replaceMain(description)));
    }

    @GetMapping(path = "/sandbox/worlds", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Worlds beside the main one", description = "Each with its name, seed and time.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    ResponseEntity<byte[]> all() {
        List<Tl.Obj> all = worlds.named().entrySet().stream()
                .map(entry -> named(entry.getKey(), entry.getValue()))
                .toList();
        return ControlResponses.json(Tl.object().with("worlds", all).build());
    }

    @PostMapping(
            path = "/sandbox/worlds",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Make a world beside the others",
            description =
                    "{name, world, seed?}; world is a world file's text, or the same as a JSON object. At most 50.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(type = "object"))))
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(type = "object")))
    ResponseEntity<byte[]> make(@RequestBody byte[] body) {
        Tl.Obj fields = ControlResponses.object(body);
        String name = fields.text("name")
                .filter(OpenWorlds::isName)
                .orElseThrow(() -> new ApiProblem(400, "invalid_field", "name is 1 to 64 of a-z, 0-9 and -"));
        WorldFile.Read description = seeded(valid(WorldFiles.parse(description(fields), CorpusSource.none())), fields);
        return switch (having(() -> worlds.make(name, description))) {
            case Made.Done(Sandbox sandbox) -> ControlResponses.json(201, named(name, sandbox));
            case Made refused -> done(201, refused);
        };
    }

    private static WorldFile.Read seeded(WorldFile.Read read, Tl.Obj fields) {
        if (fields.get("seed").isEmpty()) {
            return read;
        }
        long seed = fields.integer("seed")
                .orElseThrow(() -> new ApiProblem(400, "invalid_field", "seed is a 64-bit whole number"));
        return new WorldFile.Read(read.world().withSeed(seed), read.corpora());
    }

    private static Made having(Supplier<Made> world) {
        try {
            return world.get();
        } catch (EventLogException e) {
            throw new ApiProblem(409, "world_unavailable", String.valueOf(e.getMessage()));
        }
    }

    @GetMapping(path = "/sandbox/worlds/{world}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "A world beside the main one", description = "Its name, its seed, when it began and its time.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    ResponseEntity<byte[]> one(@PathVariable("world") String world) {
        return ControlResponses.json(named(world, ControlResponses.sandbox(worlds, world)));
    }

    @DeleteMapping("/sandbox/worlds/{world}")
    @Operation(summary = "Close a world", description = "Its files are kept aside, or with purge=true deleted.")
    @ApiResponse(responseCode = "204")
    ResponseEntity<Void> remove(
            @PathVariable("world") String world, @RequestParam(name = "purge", defaultValue = "false") boolean purge) {
        ControlResponses.sandbox(worlds, world);
        worlds.remove(world, purge);
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<byte[]> done(int status, Made made) {
        return switch (made) {
            case Made.Done(Sandbox sandbox) -> ControlResponses.json(status, told(sandbox));
            case Made.NameIsTaken _ ->
                throw new ApiProblem(409, "world_exists", "there is a world of this name; delete it first");
            case Made.TooMany _ ->
                throw new ApiProblem(
                        409,
                        "too_many_worlds",
                        "there are " + OpenWorlds.MAX_NAMED + " worlds already; delete one first");
            case Made.TooManyInhabitants(long max) ->
                throw new ApiProblem(
                        409,
                        "too_many_people",
                        "all worlds together may begin with " + max + " people and their memberships in groups, as"
                                + " memory is; delete a world, or give more: HEATUP_JAVA_OPTS=-Xmx1g");
            case Made.NoSuchPool(String pool) ->
                throw invalid(List.of(new WorldProblem(0, 0, "pools", "there is no pool " + pool)));
        };
    }

    private static String description(Tl.Obj fields) {
        return switch (fields.get("world").orElseGet(Tl.Null::new)) {
            case Tl.Text(String yaml) -> yaml;
            case Tl.Obj json -> new String(TlJson.write(json), StandardCharsets.UTF_8);
            case Tl.Items _, Tl.Int _, Tl.Decimal _, Tl.Bool _, Tl.Null _ ->
                throw new ApiProblem(
                        400, "invalid_field", "world is a world file's text, or the same as a JSON object");
        };
    }

    private static WorldFile.Read valid(WorldFile file) {
        return switch (file) {
            case WorldFile.Read read -> read;
            case WorldFile.Invalid(List<WorldProblem> problems) -> throw invalid(problems);
        };
    }

    private static ApiProblem invalid(List<WorldProblem> problems) {
        return new ApiProblem(
                422,
                "invalid_world",
                "the world has mistakes, and nothing was changed",
                Map.of(
                        "problems",
                        problems.stream()
                                .map(problem -> Map.of(
                                        "line", problem.line(),
                                        "column", problem.column(),
                                        "path", problem.path(),
                                        "message", problem.message()))
                                .toList()));
    }

    private static Tl.Obj named(String name, Sandbox sandbox) {
        return facts(sandbox).with("world", name).build();
    }

    private static Tl.Obj told(Sandbox sandbox) {
        return facts(sandbox).build();
    }

    private static Tl.Builder facts(Sandbox sandbox) {
        return ControlResponses.of(sandbox.control()
                .look(worldView -> Tl.object()
                        .with(
                                "name",
                                EventJson.orNull(worldView
                                        .state()
                                        .world()
                                        .spec()
                                        .map(WorldSpec::name)
                                        .orElse(null)))
                        .with("seed", worldView.state().world().seed())
                        .with("began", worldView.state().began().toString())
                        .with("world_time", worldView.worldTime().toString())
                        .with("accounts", worldView.state().accounts().size())
                        .with("synthetic", true)));
    }
}
