package dev.heatup.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses a body where none is read: whoever sends one means something else, a webhook that was pointed here for instance,
 * and the call is not to happen by accident.
 */
public final class UnexpectedBodyFilter implements WebMvcConfigurer, HandlerInterceptor {

    private static final Set<String> NEVER_WITH_A_BODY = Set.of("GET", "HEAD");

    /** Clients that always send JSON send an empty object when they have nothing to say. */
    private static final Set<String> NOTHING_SAID = Set.of("", "{}");

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (handler instanceof HandlerMethod method
                && (NEVER_WITH_A_BODY.contains(request.getMethod()) || !readsBody(method))
                && !NOTHING_SAID.contains(body(request))) {
            throw new ApiProblem(400, "unexpected_body", "this takes no body; send none");
        }
        return true;
    }

    /** The guard has read it already, within its bound. */
    private static String body(HttpServletRequest request) throws IOException {
        return new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static boolean readsBody(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(UnexpectedBodyFilter::isBody);
    }

    private static boolean isBody(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(RequestBody.class)
                || parameter.getParameterType() == HttpServletRequest.class;
    }
}
