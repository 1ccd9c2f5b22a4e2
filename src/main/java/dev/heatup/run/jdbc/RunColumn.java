package dev.heatup.run.jdbc;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The columns of {@link RunRows#WHOLE_RUN}, each with what it is selected from. */
enum RunColumn {
    ID("run.id"),
    SESSION_ID("session_id"),
    POOL("pool"),
    STRATEGY("strategy"),
    SEED("seed"),
    MAX_ACTIONS("max_actions"),
    PLAN("plan"),
    PLAN_SOURCE("plan_source"),
    FALLBACK_REASON("fallback_reason"),
    CREATED_AT("created_at"),
    FINISHED_AT("finished_at"),
    ERROR_CODE("error_code"),
    ERROR_MESSAGE("error_message"),
    STATUS(RunRows.STATUS),
    STEP("step"),
    SUCCEEDED("succeeded"),
    PHASE("COALESCE(claim.phase, place.phase)"),
    TRIES("COALESCE(claim.tries, place.tries)"),
    HELD_SINCE("held_since"),
    TOKEN("COALESCE(claim.token, place.token)"),
    CANCEL_REQUESTED("cancel_requested"),
    PROGRESS("progress"),
    DUE_AT("COALESCE(claim.ends_at, due_at)"),
    STARTED_AT("COALESCE(place.started_at, claim.started_at)"),
    INPUT_TOKENS("input_tokens"),
    CACHED_TOKENS("cached_tokens"),
    OUTPUT_TOKENS("output_tokens"),
    NUMBER("run.number"),
    TARGET("target");

    private final String sql;

    RunColumn(String sql) {
        this.sql = sql;
    }

    /** All of them, in their order. */
    static String list() {
        return Arrays.stream(values()).map(column -> column.sql).collect(Collectors.joining(", "));
    }
}
