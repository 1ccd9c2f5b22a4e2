package dev.heatup.web;

import dev.heatup.text.OneLine;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns whatever goes wrong with a request into a problem document; what nobody expected shows an ID, not its message. */
@RestControllerAdvice
public final class ProblemHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private static final int QUOTED = 60;

    private final Supplier<String> correlationIds;

    /** @param correlationIds made for each unexpected failure, and logged with it */
    public ProblemHandler(Supplier<String> correlationIds) {
        this.correlationIds = correlationIds;
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> problem(ApiProblem problem) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDocument.of(problem));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> unreadable(HttpMessageNotReadableException e) {
        return problem(
                switch (e.getCause()) {
                    case UnrecognizedPropertyException unknown ->
                        new ApiProblem(
                                400,
                                "unknown_field",
                                "'" + OneLine.of(path(unknown), QUOTED) + "' is no field of this request; allowed are "
                                        + unknown.getKnownPropertyIds().stream()
                                                .map(String::valueOf)
                                                .sorted()
                                                .collect(Collectors.joining(", ")));
                    case MismatchedInputException wrong ->
                        new ApiProblem(
                                400,
                                "invalid_field",
                                "'" + OneLine.of(path(wrong), QUOTED)
                                        + "' has the wrong type or is out of range: expected is "
                                        + typeName(wrong.getTargetType()));
                    case InputCoercionException tooLarge ->
                        new ApiProblem(
                                400,
                                "invalid_field",
                                "'" + OneLine.of(path(tooLarge), QUOTED) + "' is a number out of range");
                    case StreamReadException twice
                    when isDuplicate(twice) ->
                        new ApiProblem(
                                400,
                                "duplicate_field",
                                "a field comes twice, again at line "
                                        + twice.getLocation().getLineNr() + ", column "
                                        + twice.getLocation().getColumnNr());
                    case StreamReadException syntax ->
                        new ApiProblem(
                                400,
                                "malformed_json",
                                "the body is not valid JSON at line "
                                        + syntax.getLocation().getLineNr() + ", column "
                                        + syntax.getLocation().getColumnNr());
                    case null, default ->
                        new ApiProblem(
                                400, "malformed_json", "the body can't be read as the JSON object that is expected");
                });
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> wrongParameter(MethodArgumentTypeMismatchException e) {
        return problem(new ApiProblem(
                400, "invalid_parameter", "'" + e.getName() + "' must be " + typeName(e.getRequiredType())));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> missingParameter(MissingServletRequestParameterException e) {
        return problem(new ApiProblem(400, "invalid_parameter", "'" + e.getParameterName() + "' is missing"));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> wrongMethod(HttpRequestMethodNotSupportedException e) {
        String[] allowed = e.getSupportedMethods();
        ResponseEntity<Map<String, Object>> answer = problem(new ApiProblem(
                405,
                "method_not_allowed",
                "allowed here: " + (allowed == null ? "nothing" : String.join(", ", allowed))));
        return ResponseEntity.status(answer.getStatusCode())
                .headers(e.getHeaders())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(answer.getBody());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> wrongMediaType(HttpMediaTypeNotSupportedException e) {
        return problem(notJson());
    }

    static ApiProblem notJson() {
        return new ApiProblem(
                415, "unsupported_media_type", "send the body as JSON in UTF-8, with Content-Type: application/json");
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> notAcceptable(HttpMediaTypeNotAcceptableException e) {
        return problem(new ApiProblem(406, "not_acceptable", "answers are application/json"));
    }

    static ApiProblem nothingThere() {
        return new ApiProblem(404, "not_found", "there is nothing at this path; /docs lists what there is");
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> nothingThere(NoResourceFoundException e) {
        return problem(nothingThere());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> unexpected(Exception e, HttpServletRequest request) {
        if (e instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return problem(new ApiProblem(
                    known.getStatusCode().value(),
                    "bad_request",
                    "this request can't be understood; /docs says how it is"));
        }
        String id = correlationIds.get();
        LOG.error("Request failed unexpectedly, correlation id {}: {}", id, request.getMethod(), e);
        return problem(new ApiProblem(
                500,
                "internal_error",
                "something broke; the service's log has it under correlation_id " + id,
                Map.of("correlation_id", id)));
    }

    /** The parser has no type of its own for it. */
    private static boolean isDuplicate(StreamReadException e) {
        return e.getOriginalMessage().startsWith("Duplicate ");
    }

    private static String path(JacksonException e) {
        List<String> parts = new ArrayList<>();
        for (JacksonException.Reference reference : e.getPath()) {
            parts.add(
                    reference.getPropertyName() == null
                            ? "[" + reference.getIndex() + "]"
                            : reference.getPropertyName());
        }
        return parts.isEmpty() ? "the body" : String.join(".", parts).replace(".[", "[");
    }

    private static String typeName(@Nullable Class<?> type) {
        if (type == null) {
            return "another type";
        }
        if (type == Integer.class || type == int.class) {
            return "a whole number";
        }
        if (type == Long.class || type == long.class) {
            return "a whole number of at most 64 bits";
        }
        if (type == String.class) {
            return "a text";
        }
        if (List.class.isAssignableFrom(type)) {
            return "a list";
        }
        return "an object";
    }
}
