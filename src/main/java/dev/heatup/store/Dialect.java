package dev.heatup.store;

/** The two databases that we run on. */
public enum Dialect {
    /** One machine: WAL, {@code synchronous=FULL}, one writing connection. */
    SQLITE,
    /** Several nodes on one database. */
    POSTGRESQL
}
