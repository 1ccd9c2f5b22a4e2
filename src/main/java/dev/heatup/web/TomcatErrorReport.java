package dev.heatup.web;

import java.io.IOException;
import java.io.Writer;
import java.net.SocketTimeoutException;
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
public final class TomcatErrorReport extends ErrorReportValve {

    private final JsonMapper json;

    public TomcatErrorReport(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (isTimeout(failure)) {
            response.setStatus(408);
        }
        int status = callers(response.getStatus());
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        response.setStatus(status);
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

    /** A transfer coding or a version of HTTP that nobody knows is the caller's mistake, not a failure of ours. */
    private static int callers(int status) {
        return status == 501 || status == 505 ? 400 : status;
    }

    /** Of a client that falls silent within a body Tomcat says 400. */
    private static boolean isTimeout(@Nullable Throwable failure) {
        return failure instanceof SocketTimeoutException
                || (failure != null && failure.getCause() instanceof SocketTimeoutException);
    }

    private static ApiProblem problem(int status) {
        if (status == 404) {
            return ProblemHandler.nothingThere();
        }
        if (status == 408) {
            return new ApiProblem(408, "request_timeout", "the request's body takes too long to come");
        }
        return status < 500
                ? new ApiProblem(
                        status,
                        "bad_request",
                        "this is not HTTP as it should be: check the method, the path, the headers and the body")
                : new ApiProblem(status, "internal_error", "something broke; the service's log says more");
    }
}
