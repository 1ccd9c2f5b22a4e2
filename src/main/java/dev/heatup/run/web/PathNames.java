package dev.heatup.run.web;

import dev.heatup.run.RunId;
import dev.heatup.session.SessionId;
import dev.heatup.web.ApiProblem;

/** Names in paths and parameters, or the problem with them. */
final class PathNames {

    private PathNames() {}

    static SessionId session(String text) {
        try {
            return new SessionId(text);
        } catch (IllegalArgumentException e) {
            throw new ApiProblem(400, "invalid_session_id", String.valueOf(e.getMessage()));
        }
    }

    static RunId run(String text) {
        try {
            return new RunId(text);
        } catch (IllegalArgumentException _) {
            throw RunsController.notFound("of that name");
        }
    }
}
