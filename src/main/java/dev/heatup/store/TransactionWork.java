package dev.heatup.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Something done with a connection, inside a transaction that somebody else begins and ends. */
@FunctionalInterface
public interface TransactionWork<T> {
    T on(Connection connection) throws SQLException;
}
