package dev.heatup.torture;

import dev.heatup.run.Run;
import dev.heatup.run.RunId;
import dev.heatup.run.RunRequest;
import dev.heatup.run.Runs;
import dev.heatup.run.SessionLimit;
import dev.heatup.session.SessionId;
import dev.heatup.strategy.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Asks for visits of one session, one after the other, some of them at once, repeats what was not answered, and sometimes cancels. */
final class SimulatedUser {

    private static final Duration BEFORE_A_REPEAT = Duration.ofSeconds(2);
    private static final Duration GLANCE = Duration.ofSeconds(5);

    /** As long as the service waits for a step in flight before it answers 202. */
    private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(15);

    private final SimulatedCluster simulatedCluster;
    private final List<SimulatedNode> members;
    private final SessionId session;
    private final RandomGenerator random;
    private int requests;

    SimulatedUser(SimulatedCluster simulatedCluster, List<SimulatedNode> members, SessionId session) {
        this.simulatedCluster = simulatedCluster;
        this.members = members;
        this.session = session;
        this.random = simulatedCluster.random(session.value());
    }

    /** @param until no visit begins later */
    void live(Instant until) {
        simulatedCluster.scheduler().sleep(Duration.ofMillis(random.nextLong(60_000)));
        while (simulatedCluster.scheduler().now().isBefore(until)) {
            request().ifPresent(this::follow);
            simulatedCluster
                    .scheduler()
                    .sleep(Duration.ofMillis(1 + random.nextLong(random.nextBoolean() ? 1_000 : 90_000)));
        }
    }

    private Optional<RunId> request() {
        String name = session + "/" + requests++;
        Runs.RequestKey key = new Runs.RequestKey("user", "/warmup", name, name);
        RunRequest runRequest = new RunRequest(
                session,
                SimulatedCluster.TARGET,
                simulatedCluster.pool().name(),
                Strategy.DEFAULT,
                random.nextLong(1L << 53),
                null,
                null);
        while (true) {
            Optional<Runs.Creation> answer = member().ask(life -> {
                Instant now = life.now();
                return life.store()
                        .create(Run.create(RunId.create(now, random), runRequest, now), key, SessionLimit.NONE);
            });
            switch (answer.orElse(null)) {
                case null -> simulatedCluster.scheduler().sleep(BEFORE_A_REPEAT);
                case Runs.Creation.Created(Run run) -> {
                    return accepted(run.id());
                }
                case Runs.Creation.Repeated(RunId run) -> {
                    return accepted(run);
                }
                case Runs.Creation.Quarantined _ -> {
                    simulatedCluster
                            .store()
                            .sessions()
                            .release(
                                    session,
                                    "looked at it",
                                    simulatedCluster.scheduler().now());
                    return Optional.empty();
                }
                case Runs.Creation.Busy _, Runs.Creation.KeyReused _, Runs.Creation.Full _ -> {
                    simulatedCluster.checker().broken("a request of " + session + " was answered " + answer);
                    return Optional.empty();
                }
            }
        }
    }

    private Optional<RunId> accepted(RunId run) {
        simulatedCluster.checker().accepted(run);
        return Optional.of(run);
    }

    private void follow(RunId run) {
        if (random.nextInt(4) == 0) {
            simulatedCluster.scheduler().sleep(Duration.ofMillis(random.nextLong(60_000)));
            cancel(run);
        }
        while (isLive(run)) {
            simulatedCluster.scheduler().sleep(GLANCE);
        }
    }

    private void cancel(RunId run) {
        Optional<Runs.Cancellation> answer = member().ask(life -> {
            Runs.Cancellation cancellation = life.store().cancel(run, life.now());
            members.forEach(simulatedNode -> simulatedNode.ask(other -> {
                other.cancel(run);
                return true;
            }));
            return cancellation;
        });
        if (answer.orElse(null) instanceof Runs.Cancellation.Cancelled
                || (answer.orElse(null) instanceof Runs.Cancellation.Requested && endsSoon(run))) {
            simulatedCluster.checker().cancelAnswered(run);
        }
    }

    private boolean endsSoon(RunId run) {
        Instant patience = simulatedCluster.scheduler().now().plus(CANCEL_PATIENCE);
        while (isLive(run) && simulatedCluster.scheduler().now().isBefore(patience)) {
            simulatedCluster.scheduler().sleep(Duration.ofMillis(500));
        }
        return !isLive(run);
    }

    private boolean isLive(RunId run) {
        return simulatedCluster
                .store()
                .runs()
                .find(run)
                .map(story -> story.run().status().isLive())
                .orElse(false);
    }

    private SimulatedNode member() {
        return members.get(random.nextInt(members.size()));
    }
}
