package dev.heatup.torture;

import dev.heatup.channel.Pool;
import dev.heatup.run.RunId;
import dev.heatup.run.TargetState;
import dev.heatup.session.SessionId;
import dev.heatup.telegram.Gateway;
import dev.heatup.torture.Fault.Kind;
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
    private static final int MOST_FAULTS = 16;

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
    record Verdict(long seed, List<Fault> faults, List<String> broken, List<String> history, int runs, Duration lived) {
        boolean held() {
            return broken.isEmpty();
        }
    }

    /** What goes wrong in a seed's trial. */
    static List<Fault> faults(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Stream.generate(() -> Fault.draw(random, TROUBLED, NODES))
                .limit(random.nextInt(MOST_FAULTS + 1))
                .toList();
    }

    static Verdict run(Pool pool, long seed, List<Fault> faults, Ground ground, Plant plant) {
        Gateway.Reach reach = seed % 2 == 0 ? Gateway.Reach.SANDBOX : Gateway.Reach.GATEWAY;
        try (Cluster cluster = new Cluster(pool, faults, reach, ground, plant, seed)) {
            List<Member> members = members(cluster);
            List<Scheduler.Fiber> users = users(cluster, members);
            cluster.scheduler().spawn("person", () -> openForEver(cluster));
            try {
                live(cluster, faults, users);
                cluster.witness().judge();
            } catch (Scheduler.Broken e) {
                cluster.witness().broken(String.valueOf(e.getMessage()));
            }
            List<RunId> runs = new ArrayList<>(cluster.witness().accepted());
            return new Verdict(
                    seed,
                    faults,
                    cluster.witness().broken(),
                    cluster.witness().history(),
                    runs.size(),
                    cluster.elapsed());
        }
    }

    private static void live(Cluster cluster, List<Fault> faults, List<Scheduler.Fiber> users) {
        Instant troubled = Cluster.START.plus(TROUBLED);
        Instant quiet = faults.stream()
                .map(fault -> Cluster.START.plus(fault.end()))
                .reduce(troubled, (one, other) -> one.isAfter(other) ? one : other);
        cluster.scheduler().runUntil(quiet);
        cluster.trouble().stop();
        Instant end = quiet.plus(BOUND);
        while (cluster.scheduler().now().isBefore(end) && !users.stream().allMatch(Scheduler.Fiber::isDone)) {
            cluster.scheduler().runUntil(cluster.scheduler().now().plus(GLANCE));
        }
    }

    private static List<Member> members(Cluster cluster) {
        List<Member> members = IntStream.range(0, NODES)
                .mapToObj(number -> new Member(number, cluster))
                .toList();
        members.forEach(Member::start);
        return members;
    }

    private static List<Scheduler.Fiber> users(Cluster cluster, List<Member> members) {
        return IntStream.range(0, SESSIONS)
                .mapToObj(number -> {
                    User user = new User(cluster, members, new SessionId("s" + number));
                    return cluster.scheduler().spawn("user " + number, () -> user.live(Cluster.START.plus(TROUBLED)));
                })
                .toList();
    }

    /** Somebody who looks at a latched target now and then, and opens it when it is a test network again. */
    private static void openForEver(Cluster cluster) {
        while (true) {
            cluster.scheduler().sleep(GLANCE);
            TargetState.Latch latch = cluster.store().target().standing().latch();
            if (latch != null && !cluster.trouble().lasts(Kind.PRODUCTION)) {
                cluster.witness().opened();
                cluster.store().target().open(latch);
            }
        }
    }
}
