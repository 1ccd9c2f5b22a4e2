package dev.heatup.torture;

import dev.heatup.channel.Bot;
import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.channel.Username;
import dev.heatup.dialogue.MoveProvider;
import dev.heatup.dialogue.WritingOccasion;
import dev.heatup.dialogue.offline.OfflineWriter;
import dev.heatup.gateway.CircuitGateway;
import dev.heatup.gateway.GatewayLimits;
import dev.heatup.gateway.LatchedGateway;
import dev.heatup.gateway.LimitedGateway;
import dev.heatup.gateway.RetryingGateway;
import dev.heatup.pace.Pacing;
import dev.heatup.persona.Personas;
import dev.heatup.plan.PlanRules;
import dev.heatup.planner.PlanProvider;
import dev.heatup.planner.offline.OfflinePlanner;
import dev.heatup.run.FixedVisits;
import dev.heatup.run.PlannedVisit;
import dev.heatup.run.Run;
import dev.heatup.run.RunId;
import dev.heatup.run.RunRequest;
import dev.heatup.run.SessionLimit;
import dev.heatup.run.StrategyVisits;
import dev.heatup.run.Target;
import dev.heatup.run.TargetState;
import dev.heatup.run.Visits;
import dev.heatup.sandbox.InProcessGateway;
import dev.heatup.sandbox.MemoryEventLog;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.SteppedClock;
import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.world.World;
import dev.heatup.session.SessionId;
import dev.heatup.strategy.Strategy;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import dev.heatup.torture.TrialFault.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What the nodes of a trial share: time, the database, the network, and the one who watches. */
final class SimulatedCluster implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    /** In real time, which a simulated network does not take. */
    private static final Duration FOR_EVER = Duration.ofDays(1);

    /** It is there, and answers nobody. */
    private static final Bot BOT = new Bot(new Username("hu_1001_bot"), "Silence", "says nothing", List.of());

    private static final BotToken TOKEN = BotToken.parse("1001:torture").orElseThrow();

    static final Target TARGET = new Target("torture");

    /** Nobody works on it. */
    static final Target OTHER = new Target("elsewhere");

    /** Whose run was made for {@link #OTHER}. */
    static final SessionId STRANGER = new SessionId("stranger");

    /** Of the places that there are at a gateway, those that are taken when a trial begins. */
    private static final int TAKEN = GatewayLimits.MAX_SESSIONS - InvariantChecker.MAX_SESSIONS;

    private final Pool pool;
    private final BugInjector bugInjector;
    private final long seed;
    private final Scheduler scheduler;
    private final FaultSchedule faultSchedule;
    private final SteppedClock worldClock = new SteppedClock(START);
    private final Sandbox sandbox;
    private final Gateway network;
    private final TrialDatabase trialDatabase;
    private final TrialStore trialStore;
    private final InvariantChecker invariantChecker;
    private final Set<String> delivered = new HashSet<>();

    /**
     * @param reach what the network is to the nodes
     * @param seed all chance of the trial comes from it
     */
    SimulatedCluster(
            Pool pool,
            List<TrialFault> faults,
            Gateway.Reach reach,
            TrialDatabase trialDatabase,
            BugInjector bugInjector,
            long seed) {
        this.pool = pool.with(List.of(BOT));
        this.bugInjector = bugInjector;
        this.trialDatabase = trialDatabase;
        this.seed = seed;
        this.scheduler = new Scheduler(START, random("scheduler"));
        this.faultSchedule = new FaultSchedule(faults, this::elapsed);
        this.sandbox = Sandbox.simulated(
                new MemoryEventLog(seed),
                World.of(List.of(pool), seed),
                List.of(),
                scheduler::now,
                Duration.ZERO,
                worldClock);
        Gateway inProcess = new InProcessGateway(sandbox);
        this.network = reach == Gateway.Reach.SANDBOX ? inProcess : new Remote(inProcess);
        sandbox.bots().call(TOKEN, new BotCall("getMe", Tl.object().build())).join();
        this.trialStore = openStore();
        this.invariantChecker = new InvariantChecker(scheduler, trialStore, new NetworkEffects(sandbox), reach);
        SessionLimit limit = new SessionLimit(GatewayLimits.MAX_SESSIONS, GatewayLimits.SESSION_WINDOW);
        for (int i = 0; i < TAKEN; i++) {
            trialStore.target().admit(new SessionId("earlier" + i), limit, START);
        }
        RandomGenerator random = random("stranger");
        RunRequest runRequest =
                new RunRequest(STRANGER, OTHER, pool.name(), Strategy.DEFAULT, random.nextLong(), null, null);
        trialStore.runs().create(Run.create(RunId.create(START, random), runRequest, START), null, SessionLimit.NONE);
    }

    Scheduler scheduler() {
        return scheduler;
    }

    FaultSchedule faults() {
        return faultSchedule;
    }

    InvariantChecker checker() {
        return invariantChecker;
    }

    /** As those have it who are no node. */
    TrialStore store() {
        return trialStore;
    }

    /** For a node that starts. */
    TrialStore openStore() {
        return bugInjector.store(trialDatabase.open());
    }

    Pool pool() {
        return pool;
    }

    /** As it is without anything on the way to it. */
    Gateway network() {
        return network;
    }

    /** A stream of chance for one part of the trial, so that a fault less leaves the others their chances. */
    RandomGenerator random(String part) {
        return new SplittableRandom(31 * seed + part.hashCode());
    }

    Duration elapsed() {
        return Duration.between(START, scheduler.now());
    }

    /** @param matters whether others see what the node does */
    Optional<TrialFault> strike(Kind kind, SimulatedNode simulatedNode, boolean matters) {
        Optional<TrialFault> fault = faultSchedule.strike(kind, simulatedNode.number(), matters);
        fault.ifPresent(struck -> invariantChecker.struck(struck.kind(), simulatedNode));
        return fault;
    }

    /** The network does it, and answers; a repeat is answered as the first. */
    Reply deliver(Caller caller, Call call) {
        worldClock.moveTo(scheduler.now());
        name(caller, call).ifPresent(delivered::add);
        Reply reply = network.call(caller, call, FOR_EVER);
        invariantChecker.arrived();
        return reply;
    }

    boolean wasDelivered(Caller caller, Call call) {
        return name(caller, call).filter(delivered::contains).isPresent();
    }

    private static Optional<String> name(Caller caller, Call call) {
        return call.clientId().map(id -> caller.sessionId() + " " + id);
    }

    Gateway gateway(SimulatedNode simulatedNode, TargetState state) {
        Gateway way = bugInjector.gateway(new FaultyGateway(this, simulatedNode));
        return switch (network.reach()) {
            case SANDBOX -> way;
            case GATEWAY ->
                new LimitedGateway(
                        new Shutting(
                                new CircuitGateway(
                                        new RetryingGateway(
                                                new LatchedGateway(
                                                        way,
                                                        () -> state.standing().latch() != null,
                                                        simulatedNode::nanoTime),
                                                simulatedNode.random(),
                                                simulatedNode::sleep,
                                                simulatedNode::nanoTime),
                                        simulatedNode::nanoTime,
                                        new Heard(invariantChecker, simulatedNode)),
                                invariantChecker),
                        simulatedNode::nanoTime);
        };
    }

    long claimEnds(long nanos) {
        return bugInjector.claimEnds(nanos);
    }

    Visits visits(SimulatedNode simulatedNode) {
        Visits visits = switch (network.reach()) {
            case SANDBOX -> livelyVisits(simulatedNode);
            case GATEWAY -> new FixedVisits(Pools.only(pool), PlanRules.DEFAULT);
        };
        return new Hanging(visits, this, simulatedNode);
    }

    private Visits livelyVisits(SimulatedNode simulatedNode) {
        OfflinePlanner planner = new OfflinePlanner();
        Strategy strategy = new Strategy(
                Strategy.DEFAULT,
                new PlanProvider(planner, planner, simulatedNode::nanoTime),
                new MoveProvider(new OfflineWriter(), new OfflineWriter()),
                Pacing.DEFAULT);
        return new StrategyVisits(
                Map.of(strategy.name(), strategy),
                Pools.only(pool),
                trialStore.sessions(),
                PlanRules.DEFAULT,
                Personas::of);
    }

    @Override
    public void close() {
        scheduler.close();
        sandbox.close();
    }

    /** A circuit whose turns are part of the history. */
    private record Heard(InvariantChecker witness, SimulatedNode member) implements CircuitGateway.Listener {
        @Override
        public void opened() {
            witness.note(member + " finds the gateway failing for everybody");
        }

        @Override
        public void closed() {
            witness.note(member + " finds the gateway well again");
        }
    }

    /** The same network where somebody's gateway stands before it. */
    private record Remote(Gateway network) implements Gateway {
        @Override
        public Reply call(Caller caller, Call call, Duration patience) {
            return network.call(caller, call, patience);
        }

        @Override
        public Reach reach() {
            return Reach.GATEWAY;
        }
    }

    /** Lets it be known what a circuit does not let through. */
    private record Shutting(Gateway circuit, InvariantChecker witness) implements Gateway {
        @Override
        public Reply call(Caller caller, Call call, Duration patience) {
            Reply reply = circuit.call(caller, call, patience);
            if (reply instanceof Reply.Shut) {
                witness.answered(call, reply);
            }
            return reply;
        }

        @Override
        public Reach reach() {
            return circuit.reach();
        }

        @Override
        public Optional<Duration> shut() {
            return circuit.shut();
        }
    }

    /** A planner that may take longer than it should. */
    private record Hanging(Visits visits, SimulatedCluster cluster, SimulatedNode member) implements Visits {
        @Override
        public PlannedVisit plan(RunRequest runRequest) {
            cluster.strike(Kind.PLANNER_HANGS, member, true).ifPresent(trialFault -> member.sleep(trialFault.length()));
            return visits.plan(runRequest);
        }

        @Override
        public Pacing pacing(RunRequest runRequest) {
            return visits.pacing(runRequest);
        }

        @Override
        public MoveProvider.Result write(
                RunRequest runRequest, Username chat, WritingOccasion writingOccasion, Duration patience) {
            return visits.write(runRequest, chat, writingOccasion, patience);
        }
    }
}
