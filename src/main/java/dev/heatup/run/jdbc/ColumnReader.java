package dev.heatup.run.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The current row of a query that selects all columns of {@code C} in their order. The code names a column, and the driver
 * is asked by its number: drivers look names up one by one.
 */
record ColumnReader<C extends Enum<C>>(ResultSet rows) {

    /** Of a column that may be null. */
    @Nullable
    String maybeText(C column) throws SQLException {
        return rows.getString(number(column));
    }

    String text(C column) throws SQLException {
        return rows.getString(number(column));
    }

    long whole(C column) throws SQLException {
        return rows.getLong(number(column));
    }

    int integer(C column) throws SQLException {
        return rows.getInt(number(column));
    }

    @Nullable
    Long maybeWhole(C column) throws SQLException {
        long value = rows.getLong(number(column));
        return rows.wasNull() ? null : value;
    }

    @Nullable
    Integer maybeInteger(C column) throws SQLException {
        int value = rows.getInt(number(column));
        return rows.wasNull() ? null : value;
    }

    Instant instant(C column) throws SQLException {
        return Instant.ofEpochMilli(whole(column));
    }

    @Nullable
    Instant maybeInstant(C column) throws SQLException {
        Long millis = maybeWhole(column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    // The select list is made from the same enum in the same order.
    @SuppressWarnings("EnumOrdinal")
    private int number(C column) {
        return column.ordinal() + 1;
    }
}
