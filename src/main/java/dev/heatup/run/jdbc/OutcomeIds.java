package dev.heatup.run.jdbc;

import dev.heatup.store.Database;
import dev.heatup.store.Dialect;
import dev.heatup.store.StatementCache;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Rising numbers for the outcomes of one transaction. Those that are not used are left out. Not thread-safe. */
final class OutcomeIds {

    private final StatementCache statementCache;
    private final Dialect dialect;
    private long next;
    private long left;

    OutcomeIds(StatementCache statementCache, Dialect dialect) {
        this.statementCache = statementCache;
        this.dialect = dialect;
    }

    long next() throws SQLException {
        if (left == 0) {
            takeMore();
        }
        left--;
        return next++;
    }

    private void takeMore() throws SQLException {
        switch (dialect) {
            // One process has the file and one thread writes, so nobody else goes on from there.
            case SQLITE -> take("SELECT COALESCE(max(id), 0) + 1 FROM outcome", Long.MAX_VALUE);
            case POSTGRESQL -> take("SELECT nextval(pg_get_serial_sequence('outcome', 'id'))", Database.IDS_AT_ONCE);
        }
    }

    private void take(String sql, long count) throws SQLException {
        try (ResultSet row = statementCache.prepare(sql).executeQuery()) {
            row.next();
            next = row.getLong(1);
            left = count;
        }
    }
}
