package dev.heatup.torture;

import dev.heatup.run.jdbc.JdbcRuns;
import dev.heatup.run.jdbc.JdbcSessions;
import dev.heatup.run.jdbc.JdbcStepQueue;
import dev.heatup.run.jdbc.JdbcTargetState;
import dev.heatup.store.Database;

/** A database as the service has it, which is closed after the trial. */
record ServiceTrialDatabase(Database database) implements TrialDatabase {

    @Override
    public TrialStore open() {
        return new TrialStore(
                new JdbcRuns(database),
                new JdbcStepQueue(database, SimulatedCluster.TARGET),
                new JdbcTargetState(database, SimulatedCluster.TARGET, () -> SimulatedCluster.START),
                new JdbcSessions(database));
    }

    @Override
    public void close() {
        database.close();
    }
}
