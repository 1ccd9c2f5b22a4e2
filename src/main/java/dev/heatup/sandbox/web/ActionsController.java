package dev.heatup.sandbox.web;

import dev.heatup.sandbox.CallResult;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.world.AccountStanding;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.worlds.OpenWorlds;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import dev.heatup.web.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Single steps of a person, and what the operator does to an account. */
@RestController
@Tag(name = "sandbox", description = "The built-in test network")
@RequestMapping(
        path = {"/sandbox/accounts/{account}", "/sandbox/worlds/{world}/accounts/{account}"},
        produces = MediaType.APPLICATION_JSON_VALUE)
public final class ActionsController {

    /** What a public channel that asks for approval answers although the request was sent. */
    private static final String REQUEST_SENT = "INVITE_REQUEST_SENT";

    private static final Map<String, AccountStanding> STANDINGS = Map.of(
            "restrict", AccountStanding.LIMITED,
            "freeze", AccountStanding.FROZEN,
            "ban", AccountStanding.BANNED,
            "restore", AccountStanding.ACTIVE);

    private final OpenWorlds worlds;

    public ActionsController(OpenWorlds worlds) {
        this.worlds = worlds;
    }

    /** By the network's own rules: rights, limits and faults apply. */
    @PostMapping(path = "/actions", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Do one thing as a person",
            description =
                    "{action, client_id?, …} with the action's fields: join, leave, send, edit, react, view, read, start_bot,"
                            + " press_button, block_bot or unblock_bot. The network's rights, limits and faults apply. A repeat under the"
                            + " same client_id does nothing more.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(type = "object"))))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    ResponseEntity<byte[]> act(
            @PathVariable(name = "world", required = false) @Nullable String world,
            @PathVariable("account") String account,
            @RequestBody byte[] body) {
        Sandbox sandbox = ControlResponses.sandbox(worlds, world);
        ScriptedAction action = ScriptedAction.of(ControlResponses.object(body));
        CallResult callResult =
                ControlResponses.of(sandbox.act(Caller.of(account), action.call(sandbox.control(), account)));
        return switch (callResult.reply()) {
            case Reply.Done(Tl result) -> answer(result, callResult);
            case Reply.Failed failed
            when failed.name().equals(REQUEST_SENT) ->
                answer(Tl.object().with("status", "pending").build(), callResult);
            case Reply.Failed failed -> throw ControlResponses.problem(failed);
            case Reply.NotSent(String why) -> throw new ApiProblem(503, "sandbox_stopped", why);
            case Reply.Shut _ -> throw new ApiProblem(503, "sandbox_stopped", "the sandbox takes nothing for now");
            case Reply.Unknown(String why) -> throw new ApiProblem(504, "no_answer", why);
        };
    }

    @PostMapping("/{standing:restrict|freeze|ban|restore}")
    @Operation(
            summary = "Restrict, freeze, ban or restore an account",
            description = "How the network treats this account from now on.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    ResponseEntity<byte[]> treat(
            @PathVariable(name = "world", required = false) @Nullable String world,
            @PathVariable("account") String account,
            @PathVariable("standing") String standing) {
        AccountStanding wanted = STANDINGS.getOrDefault(standing, AccountStanding.ACTIVE);
        return ControlResponses.of(
                        ControlResponses.sandbox(worlds, world).control().setStanding(account, wanted))
                .map(event -> ControlResponses.json(
                        Tl.object().with("events", List.of(event.shown())).build()))
                .orElseThrow(() -> new ApiProblem(404, "not_found", "there is no such account here"));
    }

    private static ResponseEntity<byte[]> answer(Tl result, CallResult callResult) {
        return ControlResponses.json(Tl.object()
                .with("result", result)
                .with("events", callResult.events().stream().map(Event::shown).toList())
                .build());
    }
}
