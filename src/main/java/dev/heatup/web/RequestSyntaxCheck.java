package dev.heatup.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** What of a request can't be parsed, found before frameworks try, which don't agree on whose mistake it is. */
final class RequestSyntaxCheck {

    private RequestSyntaxCheck() {}

    /** @param body of the request, read already, so that a form in it is not taken for parameters */
    static @Nullable ApiProblem problem(HttpServletRequest request, byte[] body) {
        if (!hasQuery(request)) {
            return new ApiProblem(
                    400,
                    "invalid_query",
                    "the query can't be read: names and values are percent-encoded UTF-8, and there are not too many");
        }
        String contentType = request.getContentType();
        if (contentType != null && !isText(contentType)) {
            return ProblemHandler.notJson();
        }
        if (contentType != null && isYaml(contentType)) {
            // A world file's reader tells all that is wrong with it, this included.
            return null;
        }
        return isUtf8(body) ? null : new ApiProblem(400, "invalid_encoding", "a body is text in UTF-8");
    }

    private static boolean hasQuery(HttpServletRequest request) {
        try {
            request.getParameterMap();
            return true;
        } catch (IllegalStateException _) {
            // So Tomcat says it, by a subclass of its own.
            return false;
        }
    }

    /** One media type, and no other charset than UTF-8. */
    private static boolean isText(String contentType) {
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            Charset charset = type.getCharset();
            return type.isConcrete() && (charset == null || charset.equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    private static boolean isYaml(String contentType) {
        return MediaType.APPLICATION_YAML.isCompatibleWith(MediaType.parseMediaType(contentType));
    }

    /** No JSON has a zero byte, but that in UTF-16 and UTF-32, which parsers would guess, has. */
    private static boolean isUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException _) {
            return false;
        }
        for (byte octet : body) {
            if (octet == 0) {
                return false;
            }
        }
        return true;
    }
}
