package dev.heatup.settings;

/** How much is logged; the names are those of SLF4J. */
public enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR
}
