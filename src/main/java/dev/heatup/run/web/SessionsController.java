package dev.heatup.run.web;

import dev.heatup.channel.Username;
import dev.heatup.run.Warmups;
import dev.heatup.session.Session;
import dev.heatup.session.SessionId;
import dev.heatup.web.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What is remembered of sessions, and their release from quarantine. */
@RestController
@Tag(name = "sessions", description = "What is remembered of an account")
public final class SessionsController {

    private static final int MAX_REASON_LENGTH = 500;

    private final Warmups warmups;

    public SessionsController(Warmups warmups) {
        this.warmups = warmups;
    }

    record SessionView(
            String sessionId,
            List<String> joinedChannels,
            List<String> leftChannels,
            List<String> recentlyRead,
            List<String> startedBots,
            Map<String, Instant> notBefore,
            @Nullable QuarantineView quarantine) {

        static SessionView of(Session session) {
            return new SessionView(
                    session.id().value(),
                    names(session.joined()),
                    names(session.left()),
                    names(session.recentlyRead()),
                    names(session.startedBots()),
                    new TreeMap<>(session.notBefore()),
                    session.quarantine() == null
                            ? null
                            : new QuarantineView(
                                    session.quarantine().code(),
                                    session.quarantine().since()));
        }
    }

    private static List<String> names(Collection<Username> usernames) {
        return usernames.stream().map(Username::value).toList();
    }

    record QuarantineView(String code, Instant since) {}

    record ReleaseRequest(@Nullable String reason) {}

    @GetMapping("/sessions/{session_id}")
    @Operation(
            summary = "What is remembered of a session",
            description =
                    "What it joined, left, read and started, how long it must wait, and its quarantine. One that never"
                            + " ran has nothing. `not_before` has flood waits by Telegram's method, and under `*` the pause of a"
                            + " session that acted through a gateway, for all methods.")
    SessionView session(@PathVariable("session_id") String sessionId) {
        return SessionView.of(warmups.sessions().find(PathNames.session(sessionId)));
    }

    @PostMapping("/sessions/{session_id}/release")
    @Operation(
            summary = "Release a session from quarantine",
            description = "One at a time, by a person, with a reason.")
    SessionView release(
            @PathVariable("session_id") String sessionId,
            @RequestBody(required = false) @Nullable ReleaseRequest body) {
        SessionId id = PathNames.session(sessionId);
        String reason =
                body == null || body.reason() == null ? "" : body.reason().strip();
        if (reason.isEmpty() || reason.length() > MAX_REASON_LENGTH) {
            throw new ApiProblem(
                    422,
                    "reason_missing",
                    "say why, as {\"reason\": \"…\"} with 1 to " + MAX_REASON_LENGTH + " characters");
        }
        if (!warmups.release(id, reason)) {
            throw new ApiProblem(409, "not_quarantined", "session " + id + " is not in quarantine");
        }
        return SessionView.of(warmups.sessions().find(id));
    }
}
