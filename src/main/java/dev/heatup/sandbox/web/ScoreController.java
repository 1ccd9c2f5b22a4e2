package dev.heatup.sandbox.web;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.WorldControl;
import dev.heatup.sandbox.WorldControl.Lived;
import dev.heatup.sandbox.score.Score;
import dev.heatup.sandbox.score.ScoreBuilder;
import dev.heatup.sandbox.score.ScoreQuery;
import dev.heatup.sandbox.score.ScoreTable;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.worlds.OpenWorlds;
import dev.heatup.web.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How well bots moderated. */
@RestController
@Tag(name = "sandbox", description = "The built-in test network")
public final class ScoreController {

    private static final int PAGE = 5_000;
    private static final MediaType TABLE = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final OpenWorlds worlds;

    public ScoreController(OpenWorlds worlds) {
        this.worlds = worlds;
    }

    /** JSON, or for {@code Accept: text/plain} a table. */
    @GetMapping(
            path = {"/sandbox/score", "/sandbox/worlds/{world}/score"},
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
    @Operation(
            summary = "How well bots moderated",
            description =
                    "What they made of labelled messages, with intervals and sample sizes; docs/score.md explains the fields."
                            + " As text/plain a table.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")))
    ResponseEntity<byte[]> score(
            @PathVariable(name = "world", required = false) @Nullable String world,
            @RequestParam(name = "chat", required = false) @Nullable String chat,
            @RequestParam(name = "bot", required = false) @Nullable Long bot,
            @RequestParam(name = "unlabelled", defaultValue = "false") boolean unlabelled,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.APPLICATION_JSON_VALUE) String accept) {
        Sandbox sandbox = ControlResponses.sandbox(worlds, world);
        Optional<Username> group = Username.parse(chat == null ? "" : chat);
        if (chat != null && group.flatMap(sandbox.world()::find).isEmpty()) {
            throw new ApiProblem(400, "invalid_parameter", "chat: there is no such group in this world");
        }
        Score score = ScoreBuilder.of(
                events(sandbox.control()),
                new ScoreQuery(group.map(ChatKey.Public::new).orElse(null), bot, unlabelled));
        long seed = sandbox.world().seed();
        return accept.startsWith(MediaType.TEXT_PLAIN_VALUE)
                ? ResponseEntity.ok()
                        .contentType(TABLE)
                        .body(ScoreTable.of(score, seed).getBytes(StandardCharsets.UTF_8))
                : ControlResponses.json(ScoreDocument.of(score, seed));
    }

    /** Page by page, so that the world goes on meanwhile. */
    private static Stream<Event> events(WorldControl worldControl) {
        return Stream.iterate(page(worldControl, 0), page -> page.next() > 0, page -> page(worldControl, page.next()))
                .flatMap(page -> page.events().stream());
    }

    /** With nothing next at the end of the log. */
    private static Lived page(WorldControl worldControl, long after) {
        Lived page = ControlResponses.of(worldControl.lived(after, PAGE));
        return page.next() == after ? new Lived(List.of(), 0) : page;
    }
}
