package dev.heatup.run.jdbc;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The columns of an outcome as {@link RunRows#outcome} reads them. */
enum OutcomeColumn {
    STEP,
    STATUS,
    CODE,
    MESSAGE,
    STARTED_AT,
    FINISHED_AT,
    PAUSE,
    RESULT;

    /** All of them, in their order. */
    static String list() {
        return Arrays.stream(values())
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
