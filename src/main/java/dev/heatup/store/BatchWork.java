package dev.heatup.store;

import java.sql.SQLException;
import java.util.List;

/**
 * Something done to many pieces at once, as one statement for many rows is quicker than many: pieces that wait for the
 * same group's commit are done together, in any order.
 */
@FunctionalInterface
public interface BatchWork<I, O> {

    /** @return an answer for each piece, in their order */
    List<O> on(StatementCache statementCache, List<I> pieces) throws SQLException;
}
