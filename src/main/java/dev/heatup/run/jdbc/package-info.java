/** Runs, their queue and the sessions' memory in SQLite or PostgreSQL. Depends on {@code run} and {@code store}. */
@NullMarked
package dev.heatup.run.jdbc;

import org.jspecify.annotations.NullMarked;
