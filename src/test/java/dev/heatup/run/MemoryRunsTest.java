package dev.heatup.run;

import dev.heatup.session.MemorySessions;
import dev.heatup.session.Session;

class MemoryRunsTest extends StepQueueContractTest {

    @Override
    protected Store store() {
        MemorySessions sessions = new MemorySessions(Session::unknown);
        MemoryRuns runs = new MemoryRuns(sessions);
        return new Store(runs, runs, runs, sessions);
    }
}
