package dev.heatup.torture;

import dev.heatup.run.jdbc.JdbcRuns;
import dev.heatup.run.jdbc.JdbcSessions;
import dev.heatup.run.jdbc.JdbcStepQueue;
import dev.heatup.run.jdbc.JdbcTargetState;
import dev.heatup.store.Database;

/** A database as the service has it, which is closed after the trial. */
record DatabaseGround(Database database) implements Ground {

    @Override
    public Store open() {
        return new Store(
                new JdbcRuns(database),
                new JdbcStepQueue(database, Cluster.TARGET),
                new JdbcTargetState(database, Cluster.TARGET, () -> Cluster.START),
                new JdbcSessions(database));
    }

    @Override
    public void close() {
        database.close();
    }
}
