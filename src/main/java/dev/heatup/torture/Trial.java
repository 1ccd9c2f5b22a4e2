package dev.heatup.torture;

import dev.heatup.channel.Pool;
import dev.heatup.run.RunId;
import dev.heatup.run.TargetState;
import dev.heatup.session.SessionId;
import dev.heatup.telegram.Gateway;
import dev.heatup.torture.TrialFault.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One seed's cluster, from its first request until all is over. Stateless. */
final class Trial {

    private static final int NODES = 3;
    private static final int SESSIONS = 4;
    private static final int MAX_FAULTS = 16;

    /** Faults and requests come in it. */
    private static final Duration TROUBLED = Duration.ofMinutes(5);

    /**
     * Within it every run ends once nothing goes wrong any more: 15 minutes of actions, as much of pauses and
     * conversations, and flood waits of up to 15 minutes that were met before.
     */
    private static final Duration BOUND = Duration.ofMinutes(60);

    private static final Duration GLANCE = Duration.ofSeconds(10);

    private Trial() {}

    /**
     * What came of it.
     *
     * @param broken what must not be, and was; empty when all held
     * @param history what happened, in order
     * @param lived how long it took in virtual time
     */
    record Verdict(
            long seed, List<TrialFault> faults, List<String> broken, List<String> history, int runs, Duration lived) {
        boolean held() {
            return broken.isEmpty();
        }
    }

    /** What goes wrong in a seed's trial. */
    static List<TrialFault> faults(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Stream.generate(() -> TrialFault.draw(random, TROUBLED, NODES))
                .limit(random.nextInt(MAX_FAULTS + 1))
                .toList();
    }

    static Verdict run(
            Pool pool, long seed, List<TrialFault> faults, TrialDatabase trialDatabase, BugInjector bugInjector) {
        Gateway.Reach reach = seed % 2 == 0 ? Gateway.Reach.SANDBOX : Gateway.Reach.GATEWAY;
        try (SimulatedCluster simulatedCluster =
                new SimulatedCluster(pool, faults, reach, trialDatabase, bugInjector, seed)) {
            List<SimulatedNode> members = members(simulatedCluster);
            List<Scheduler.Fiber> users = users(simulatedCluster, members);
            simulatedCluster.scheduler().spawn("person", () -> openForEver(simulatedCluster));
            try {
                live(simulatedCluster, faults, users);
                simulatedCluster.checker().judge();
            } catch (Scheduler.Broken e) {
                simulatedCluster.checker().broken(String.valueOf(e.getMessage()));
            }
            List<RunId> runs = new ArrayList<>(simulatedCluster.checker().accepted());
            return new Verdict(
                    seed,
                    faults,
                    simulatedCluster.checker().broken(),
                    simulatedCluster.checker().history(),
                    runs.size(),
                    simulatedCluster.elapsed());
        }
    }

    private static void live(SimulatedCluster simulatedCluster, List<TrialFault> faults, List<Scheduler.Fiber> users) {
        Instant troubled = SimulatedCluster.START.plus(TROUBLED);
        Instant quiet = faults.stream()
                .map(trialFault -> SimulatedCluster.START.plus(trialFault.end()))
                .reduce(troubled, (one, other) -> one.isAfter(other) ? one : other);
        simulatedCluster.scheduler().runUntil(quiet);
        simulatedCluster.faults().stop();
        Instant end = quiet.plus(BOUND);
        while (simulatedCluster.scheduler().now().isBefore(end)
                && !users.stream().allMatch(Scheduler.Fiber::isDone)) {
            simulatedCluster
                    .scheduler()
                    .runUntil(simulatedCluster.scheduler().now().plus(GLANCE));
        }
    }

    private static List<SimulatedNode> members(SimulatedCluster simulatedCluster) {
        List<SimulatedNode> members = IntStream.range(0, NODES)
                .mapToObj(number -> new SimulatedNode(number, simulatedCluster))
                .toList();
        members.forEach(SimulatedNode::start);
        return members;
    }

    private static List<Scheduler.Fiber> users(SimulatedCluster simulatedCluster, List<SimulatedNode> members) {
        return IntStream.range(0, SESSIONS)
                .mapToObj(number -> {
                    SimulatedUser simulatedUser =
                            new SimulatedUser(simulatedCluster, members, new SessionId("s" + number));
                    return simulatedCluster
                            .scheduler()
                            .spawn("user " + number, () -> simulatedUser.live(SimulatedCluster.START.plus(TROUBLED)));
                })
                .toList();
    }

    /** Somebody who looks at a latched target now and then, and opens it when it is a test network again. */
    private static void openForEver(SimulatedCluster simulatedCluster) {
        while (true) {
            simulatedCluster.scheduler().sleep(GLANCE);
            TargetState.Latch latch =
                    simulatedCluster.store().target().standing().latch();
            if (latch != null && !simulatedCluster.faults().lasts(Kind.PRODUCTION)) {
                simulatedCluster.checker().opened();
                simulatedCluster.store().target().open(latch);
            }
        }
    }
}
