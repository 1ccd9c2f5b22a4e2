package dev.heatup.web;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request that can't be served, as its caller is told: RFC 9457 with a stable {@code code}. */
public final class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, Object> more;

    public ApiProblem(int status, String code, String detail) {
        this(status, code, detail, Map.of());
    }

    /**
     * @param status the HTTP status, 4xx or 5xx
     * @param detail what is wrong and what is allowed, for people
     * @param more further members of the problem document
     */
    public ApiProblem(int status, String code, String detail, Map<String, Object> more) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.more = new LinkedHashMap<>(more);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Map<String, Object> more() {
        return more;
    }
}
