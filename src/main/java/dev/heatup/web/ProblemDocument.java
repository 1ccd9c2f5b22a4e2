package dev.heatup.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** The members of a problem document, in the order in which people read them. */
public final class ProblemDocument {

    static final String MEDIA_TYPE = "application/problem+json";

    private ProblemDocument() {}

    public static Map<String, Object> of(ApiProblem problem) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "about:blank");
        HttpStatus status = HttpStatus.resolve(problem.status());
        members.put("title", status == null ? "Error" : status.getReasonPhrase());
        members.put("status", problem.status());
        members.put("code", problem.code());
        members.put("detail", String.valueOf(problem.getMessage()));
        members.putAll(problem.more());
        return members;
    }
}
