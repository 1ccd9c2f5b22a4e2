package dev.heatup.run.jdbc;

import dev.heatup.store.Dialect;
import dev.heatup.store.StatementCache;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is carried out for many pieces. In SQLite it is a batch. In PostgreSQL an execution costs more than
 * what it does to a row, so it is one execution, and each parameter is a column of values.
 *
 * <p>In its text {@code :name} is a piece's value, and {@code [FROM pieces]} stands where PostgreSQL is told of the pieces,
 * behind the word that belongs there. Immutable.
 */
final class BatchStatement<T> {

    private static final Pattern VALUE = Pattern.compile(":([a-z_]+)");
    private static final Pattern TABLE = Pattern.compile("\\[([^]]*)pieces]");

    private final List<Column<T>> columns;
    private final Dialect dialect;
    private final String sql;

    /**
     * @param type PostgreSQL's name of it
     * @param value a number, a text or null
     */
    record Column<T>(String name, String type, Function<T, @Nullable Object> value) {}

    BatchStatement(Dialect dialect, String sql, List<Column<T>> columns) {
        this.dialect = dialect;
        this.columns = switch (dialect) {
            case SQLITE ->
                VALUE.matcher(sql)
                        .results()
                        .map(value -> named(columns, value.group(1)))
                        .toList();
            case POSTGRESQL -> columns;
        };
        this.sql = switch (dialect) {
            case SQLITE -> TABLE.matcher(VALUE.matcher(sql).replaceAll("?")).replaceAll("");
            case POSTGRESQL ->
                TABLE.matcher(VALUE.matcher(sql).replaceAll("piece.$1")).replaceFirst(word -> table(word, columns));
        };
    }

    private static <T> Column<T> named(List<Column<T>> columns, String name) {
        return columns.stream()
                .filter(column -> column.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a piece has no " + name));
    }

    private static <T> String table(MatchResult word, List<Column<T>> columns) {
        String values =
                columns.stream().map(column -> "?::" + column.type + "[]").collect(Collectors.joining(", "));
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        return word.group(1) + "unnest(" + values + ") WITH ORDINALITY AS piece (" + names + ", nth)";
    }

    /** Each changes a row or none. */
    void run(StatementCache statementCache, List<T> pieces) throws SQLException {
        if (pieces.isEmpty()) {
            return;
        }
        switch (dialect) {
            case SQLITE -> batch(statementCache, pieces);
            case POSTGRESQL -> atOnce(statementCache, sql, pieces).executeUpdate();
        }
    }

    /** Which of them changed a row, in their order; not for an insert. */
    List<Boolean> changed(StatementCache statementCache, List<T> pieces) throws SQLException {
        boolean[] changed = new boolean[pieces.size()];
        switch (dialect) {
            case SQLITE -> {
                int[] counts = batch(statementCache, pieces);
                for (int i = 0; i < counts.length; i++) {
                    changed[i] = counts[i] == 1;
                }
            }
            case POSTGRESQL -> {
                try (ResultSet rows = atOnce(statementCache, sql + " RETURNING piece.nth", pieces)
                        .executeQuery()) {
                    while (rows.next()) {
                        changed[rows.getInt(1) - 1] = true;
                    }
                }
            }
        }
        List<Boolean> answers = new ArrayList<>(changed.length);
        for (boolean one : changed) {
            answers.add(one);
        }
        return answers;
    }

    private int[] batch(StatementCache statementCache, List<T> pieces) throws SQLException {
        PreparedStatement statement = statementCache.prepare(sql);
        for (T piece : pieces) {
            for (int i = 0; i < columns.size(); i++) {
                statement.setObject(i + 1, columns.get(i).value.apply(piece));
            }
            statement.addBatch();
        }
        return statement.executeBatch();
    }

    private PreparedStatement atOnce(StatementCache statementCache, String sql, List<T> pieces) throws SQLException {
        PreparedStatement statement = statementCache.prepare(sql);
        for (int i = 0; i < columns.size(); i++) {
            Column<T> column = columns.get(i);
            Object[] values = pieces.stream().map(column.value).toArray();
            statement.setArray(i + 1, statementCache.connection().createArrayOf(column.type, values));
        }
        return statement;
    }
}
