package dev.heatup.run.web;

import dev.heatup.gateway.GuardVerdict;
import dev.heatup.run.TargetState;
import dev.heatup.run.Warmups;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** How the network under test stands with the guard. */
@RestController
@Tag(name = "gateway", description = "The network under test, and the guard before it")
public final class GatewayStatusController {

    private final Warmups warmups;

    public GatewayStatusController(Warmups warmups) {
        this.warmups = warmups;
    }

    /**
     * @param why what keeps it latched; null when it is not
     */
    record Standing(
            String target,
            boolean latched,
            @Nullable String why,
            @Nullable Instant since) {
        static Standing of(Warmups.Standing standing) {
            TargetState.Latch latch = standing.latch();
            return new Standing(
                    standing.target(),
                    latch != null,
                    latch == null ? null : latch.why(),
                    latch == null ? null : latch.since());
        }
    }

    /**
     * @param verdict {@code test}, {@code production} or {@code unverified}
     */
    record Rechecked(String verdict, @Nullable String why, Standing gateway) {}

    record RecheckRequest(@Nullable String sessionId) {}

    @GetMapping("/gateway")
    @Operation(
            summary = "Whether the network under test is latched",
            description =
                    "A latched one does not look like a test network; nothing is sent to it until a recheck opens it.")
    Standing standing() {
        return Standing.of(warmups.standing());
    }

    @PostMapping("/gateway/recheck")
    @Operation(
            summary = "Ask the guard again",
            description =
                    "Opens a latched gateway when it says that it is a test network; nothing else opens it. One that"
                            + " does not look like a test network is latched. A flood wait or a quarantine of the session"
                            + " for which it would be asked is kept: the answer is `unverified` then.")
    Rechecked recheck(@RequestBody(required = false) @Nullable RecheckRequest body) {
        String session = body == null ? null : body.sessionId();
        GuardVerdict guardVerdict = warmups.recheck(session == null ? null : PathNames.session(session));
        Standing after = Standing.of(warmups.standing());
        return switch (guardVerdict) {
            case GuardVerdict.Test() -> new Rechecked("test", null, after);
            case GuardVerdict.Production(String why) -> new Rechecked("production", why, after);
            case GuardVerdict.Unverified(String why, GuardVerdict.Cause _) -> new Rechecked("unverified", why, after);
        };
    }
}
