/** The sandbox's event log in SQLite. Depends on the root of {@code sandbox}, on {@code telegram} and JDBC. */
@NullMarked
package dev.heatup.sandbox.jdbc;

import org.jspecify.annotations.NullMarked;
