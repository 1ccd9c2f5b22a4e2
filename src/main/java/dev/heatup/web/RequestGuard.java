package dev.heatup.web;

import dev.heatup.http.OriginPolicy;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps strangers out while there are no keys: whoever reaches a loopback port is an administrator, so a page that the
 * user's browser has open elsewhere must not get there, neither by a request of its own ({@code Origin}) nor through a name
 * that it points at us ({@code Host}, DNS rebinding). Our own pages load nothing from elsewhere, and nobody frames them.
 * Also bounds bodies, before anything reads them, and refuses what could not be parsed behind it: a query, a media type, text
 * that is not UTF-8.
 */
public final class RequestGuard extends OncePerRequestFilter {

    /** The largest body that is read where nothing else is said, in bytes. */
    public static final int MAX_BODY = 64 * 1024;

    /** ReDoc, for one, would fetch a logo; its search works in a blob. */
    private static final String OWN_PAGES =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " worker-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    /** How many requests may have a larger body at once. */
    static final int MAX_LARGE_BODIES = 4;

    private static final OriginPolicy ORIGINS = new OriginPolicy(Set.of());

    private final JsonMapper json;
    private final BodyReader bodies;
    private final Map<String, Integer> larger;
    private final Semaphore large = new Semaphore(MAX_LARGE_BODIES);

    /** @param larger paths whose bodies may have more bytes than {@link #MAX_BODY}, and how many */
    public RequestGuard(JsonMapper json, Map<String, Integer> larger) {
        this(json, larger, System::nanoTime);
    }

    RequestGuard(JsonMapper json, Map<String, Integer> larger, LongSupplier nanoTime) {
        this.json = json;
        this.bodies = new BodyReader(nanoTime);
        this.larger = Map.copyOf(larger);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Content-Security-Policy", OWN_PAGES);
        response.setHeader("X-Content-Type-Options", "nosniff");
        ApiProblem problem = refusal(request);
        int most = larger.getOrDefault(request.getRequestURI(), MAX_BODY);
        if (problem != null) {
            refuse(request, response, problem);
        } else if (most <= MAX_BODY || !mayBeLarge(request)) {
            pass(request, response, chain, most);
        } else if (large.tryAcquire()) {
            try {
                pass(request, response, chain, most);
            } finally {
                large.release();
            }
        } else {
            response.setHeader("Retry-After", "1");
            refuse(
                    request,
                    response,
                    new ApiProblem(
                            503,
                            "too_many_large_bodies",
                            MAX_LARGE_BODIES + " large bodies are read already; try again soon"));
        }
    }

    private static boolean mayBeLarge(HttpServletRequest request) {
        return request.getContentLengthLong() > MAX_BODY || request.getHeader("Transfer-Encoding") != null;
    }

    private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain, int most)
            throws ServletException, IOException {
        if (request.getContentLengthLong() <= most) {
            byte[] body;
            try {
                body = bodies.read(request, most + 1);
            } catch (SocketTimeoutException _) {
                response.sendError(408);
                return;
            }
            if (body.length <= most) {
                ApiProblem problem = RequestSyntaxCheck.problem(request, body);
                if (problem == null) {
                    chain.doFilter(new BufferedRequest(request, body), response);
                } else {
                    refuse(request, response, problem);
                }
                return;
            }
        }
        refuse(request, response, new ApiProblem(413, "body_too_large", "a body has at most " + most / 1024 + " KiB"));
    }

    private static @Nullable ApiProblem refusal(HttpServletRequest request) {
        OriginPolicy.Refusal refusal = ORIGINS.refusal(
                        name -> header(request, name), InetAddress.ofLiteral(request.getLocalAddr()))
                .orElse(null);
        return switch (refusal) {
            case null -> null;
            case FOREIGN_HOST ->
                new ApiProblem(
                        403, "foreign_host", "the Host header must name this machine: localhost, 127.0.0.1 or [::1]");
            case FOREIGN_ORIGIN, FOREIGN_SITE -> foreignOrigin();
            // A link to a page of ours: a GET changes nothing, and whoever leads here does not get to read it.
            case FOREIGN_LINK -> request.getMethod().equals("GET") ? null : foreignOrigin();
        };
    }

    private static ApiProblem foreignOrigin() {
        return new ApiProblem(403, "foreign_origin", "pages of other origins may not use this service");
    }

    private static @Nullable String header(HttpServletRequest request, String name) {
        List<String> values = Collections.list(request.getHeaders(name));
        return values.isEmpty() ? null : String.join(", ", values);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, ApiProblem problem)
            throws IOException {
        response.setStatus(problem.status());
        response.setContentType(ProblemDocument.MEDIA_TYPE);
        // What was not read of the body would be taken for the connection's next request.
        response.setHeader("Connection", "close");
        json.writeValue(response.getOutputStream(), ProblemDocument.of(problem));
        response.flushBuffer();
        bodies.linger(request);
    }
}
