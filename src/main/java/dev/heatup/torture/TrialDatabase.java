package dev.heatup.torture;

import dev.heatup.run.MemoryRuns;
import dev.heatup.session.MemorySessions;
import dev.heatup.session.Session;

/** The database of one trial. */
public interface TrialDatabase extends AutoCloseable {

    /** As a node has it from its start to its end; what all of them open is the same one. */
    TrialStore open();

    @Override
    void close();

    /** One that keeps the stores' contract, much faster than a real one. */
    static TrialDatabase memory() {
        MemorySessions sessions = new MemorySessions(Session::unknown);
        MemoryRuns runs = new MemoryRuns(sessions);
        TrialStore trialStore = new TrialStore(runs, runs, runs, sessions);
        return new TrialDatabase() {
            @Override
            public TrialStore open() {
                return trialStore;
            }

            @Override
            public void close() {
                // It goes with the trial.
            }
        };
    }
}
