package dev.heatup.web;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A problem document for what no controller ever sees: Tomcat itself refuses it, such as a line that is not HTTP or a path
 * with {@code %2F}, and would show a page of its own.
 */
public final class RefusedByTomcat extends ErrorReportValve {

    private final JsonMapper json;

    public RefusedByTomcat(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        response.setContentType(ProblemDocument.MEDIA_TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        try {
            Writer body = response.getReporter();
            if (body != null) {
                body.write(json.writeValueAsString(ProblemDocument.of(problem(status))));
                response.finishResponse();
            }
        } catch (IOException _) {
            // Who asked is gone.
        }
    }

    private static ApiProblem problem(int status) {
        return switch (status) {
            case 404 -> Problems.nothingThere();
            // Unimplemented transfer codings and versions of HTTP are the caller's, too.
            case 400, 405, 413, 414, 431, 501, 505 ->
                new ApiProblem(
                        status,
                        "bad_request",
                        "this is not HTTP as it should be: check the method, the path, the headers and the body");
            default -> new ApiProblem(status, "internal_error", "something broke; the service's log says more");
        };
    }
}
