package dev.heatup.torture;

import dev.heatup.run.MemoryRuns;
import dev.heatup.session.MemorySessions;
import dev.heatup.session.Session;

/** The database of one trial. */
public interface Ground extends AutoCloseable {

    /** As a node has it from its start to its end; what all of them open is the same one. */
    Store open();

    @Override
    void close();

    /** One that keeps the stores' contract, much faster than a real one. */
    static Ground memory() {
        MemorySessions sessions = new MemorySessions(Session::unknown);
        MemoryRuns runs = new MemoryRuns(sessions);
        Store store = new Store(runs, runs, runs, sessions);
        return new Ground() {
            @Override
            public Store open() {
                return store;
            }

            @Override
            public void close() {
                // It goes with the trial.
            }
        };
    }
}
