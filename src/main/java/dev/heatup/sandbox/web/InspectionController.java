package dev.heatup.sandbox.web;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.WorldView;
import dev.heatup.sandbox.world.Account;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.worlds.OpenWorlds;
import dev.heatup.telegram.Tl;
import dev.heatup.web.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is in a world, as nobody within it sees it: everything, with labels. */
@RestController
@Tag(name = "sandbox", description = "The built-in test network")
@RequestMapping(
        path = {"/sandbox", "/sandbox/worlds/{world}"},
        produces = MediaType.APPLICATION_JSON_VALUE)
public final class InspectionController {

    private static final int MAX_PAGE_SIZE = 1000;

    private final OpenWorlds worlds;

    public InspectionController(OpenWorlds worlds) {
        this.worlds = worlds;
    }

    @GetMapping("/chats")
    @Operation(summary = "Channels and groups", description = "All of the world, with how many are in each.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    ResponseEntity<byte[]> chats(@PathVariable(name = "world", required = false) @Nullable String world) {
        return look(
                world,
                worldView -> Optional.of(Tl.object()
                        .with(
                                "chats",
                                worldView.state().world().chats().stream()
                                        .map(chat -> InspectionViews.chat(
                                                worldView.state().state(chat)))
                                        .toList())
                        .build()));
    }

    @GetMapping("/chats/{chat}")
    @Operation(
            summary = "A channel or group",
            description =
                    "With the people in it, join requests and permissions. Named by its username or its id, -100….")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    ResponseEntity<byte[]> chat(
            @PathVariable(name = "world", required = false) @Nullable String world, @PathVariable("chat") String chat) {
        return look(
                world,
                worldView -> place(worldView, chat).map(state -> InspectionViews.chatWithMembers(worldView, state)));
    }

    @GetMapping("/chats/{chat}/messages")
    @Operation(
            summary = "Messages of a channel or group",
            description =
                    "The latest first, with author, views, reactions, keyboard, and labels, which bots never see.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    ResponseEntity<byte[]> messages(
            @PathVariable(name = "world", required = false) @Nullable String world,
            @PathVariable("chat") String chat,
            @RequestParam(name = "before", required = false) @Nullable Integer before,
            @RequestParam(name = "limit", defaultValue = "100") int limit) {
        check(limit);
        return look(
                world,
                worldView ->
                        place(worldView, chat).map(state -> InspectionViews.messages(worldView, state, before, limit)));
    }

    @GetMapping("/chats/{account}/{bot:[0-9]+}/messages")
    @Operation(
            summary = "Messages between a person and a bot",
            description = "The latest first; the bot is named by its id.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    ResponseEntity<byte[]> privateMessages(
            @PathVariable(name = "world", required = false) @Nullable String world,
            @PathVariable("account") String account,
            @PathVariable("bot") long bot,
            @RequestParam(name = "before", required = false) @Nullable Integer before,
            @RequestParam(name = "limit", defaultValue = "100") int limit) {
        check(limit);
        return look(
                world,
                worldView -> worldView
                        .state()
                        .chat(new ChatKey.Direct(account, bot))
                        .map(state -> InspectionViews.messages(worldView, state, before, limit)));
    }

    /** In the order of their names, since those that come later must not move a page. */
    @GetMapping("/accounts")
    @Operation(
            summary = "People",
            description = "Those who came so far, by name. The answer's next is the after of the next page.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    ResponseEntity<byte[]> accounts(
            @PathVariable(name = "world", required = false) @Nullable String world,
            @RequestParam(name = "after", defaultValue = "") String after,
            @RequestParam(name = "limit", defaultValue = "100") int limit) {
        check(limit);
        return look(world, worldView -> {
            List<Account> page = worldView.state().accounts().stream()
                    .filter(account -> account.name().compareTo(after) > 0)
                    .sorted((a, b) -> a.name().compareTo(b.name()))
                    .limit(limit)
                    .toList();
            return Optional.of(Tl.object()
                    .with(
                            "accounts",
                            page.stream().map(InspectionViews::account).toList())
                    .with("next", page.isEmpty() ? after : page.getLast().name())
                    .build());
        });
    }

    @GetMapping("/accounts/{account}")
    @Operation(summary = "A person", description = "With the chats that it is in.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    ResponseEntity<byte[]> account(
            @PathVariable(name = "world", required = false) @Nullable String world,
            @PathVariable("account") String name) {
        return look(
                world,
                worldView -> worldView
                        .state()
                        .account(name)
                        .map(account -> InspectionViews.withDialogs(worldView, account)));
    }

    @GetMapping("/bots")
    @Operation(summary = "Bots", description = "Those that called (connected), and those that the world expects.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    ResponseEntity<byte[]> bots(@PathVariable(name = "world", required = false) @Nullable String world) {
        return look(
                world,
                worldView -> Optional.of(Tl.object()
                        .with(
                                "bots",
                                Stream.concat(
                                                worldView.state().bots().stream()
                                                        .map(InspectionViews::bot),
                                                worldView.state().world().bots().stream()
                                                        .filter(expected -> worldView.state().bots().stream()
                                                                .noneMatch(bot -> bot.username()
                                                                        .equals(expected.username()
                                                                                .value())))
                                                        .map(InspectionViews::expected))
                                        .toList())
                        .build()));
    }

    private ResponseEntity<byte[]> look(@Nullable String world, Function<WorldView, Optional<Tl.Obj>> looking) {
        Optional<Tl.Obj> seen = ControlResponses.of(
                ControlResponses.sandbox(worlds, world).control().look(looking));
        return ControlResponses.json(
                seen.orElseThrow(() -> new ApiProblem(404, "not_found", "there is no such chat or account here")));
    }

    /** By its name, or its id as the Bot API writes it. */
    private static Optional<ChatState> place(WorldView worldView, String chat) {
        if (chat.matches("-100[0-9]{1,16}")) {
            return worldView.state().chatById(Long.parseLong(chat));
        }
        Optional<Chat> known = Username.parse(chat).flatMap(worldView.state().world()::find);
        return known.map(worldView.state()::state);
    }

    private static void check(int limit) {
        if (limit < 1 || limit > MAX_PAGE_SIZE) {
            throw new ApiProblem(400, "invalid_parameter", "limit is 1 to " + MAX_PAGE_SIZE);
        }
    }
}
