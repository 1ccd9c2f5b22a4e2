import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.channel.Username;
import dev.heatup.channel.json.ResourcePools;
import dev.heatup.crowd.PopulatedWorldFactory;
import dev.heatup.dialogue.WritingOccasion;
import dev.heatup.dialogue.MoveProvider;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import dev.heatup.pace.Pacing;
import dev.heatup.plan.Action;
import dev.heatup.plan.Plan;
import dev.heatup.plan.PlanRules;
import dev.heatup.run.Engine;
import dev.heatup.run.RunRequest;
import dev.heatup.run.Run;
import dev.heatup.run.RunId;
import dev.heatup.run.SessionLimit;
import dev.heatup.run.Target;
import dev.heatup.run.PlannedVisit;
import dev.heatup.run.Visits;
import dev.heatup.run.Warmups;
import dev.heatup.run.jdbc.JdbcRuns;
import dev.heatup.run.jdbc.JdbcSessions;
import dev.heatup.run.jdbc.JdbcStepQueue;
import dev.heatup.run.jdbc.JdbcTargetState;
import dev.heatup.sandbox.InProcessGateway;
import dev.heatup.sandbox.worlds.OpenWorlds;
import dev.heatup.session.SessionId;
import dev.heatup.store.Database;
import dev.heatup.store.DatabaseClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** A node's engine on a real database, with or without its sandbox, with plans and pauses of the load's choice. */
class LimitsStage implements AutoCloseable {

    static final int STEPS = 10;

    private static final String REASON = "Something of a reason, as long as a planner usually gives one";

    private final Database database;
    private final OpenWorlds worlds;
    private final JdbcRuns runs;
    private final DatabaseClock clock;
    private final Warmups warmups;
    private final SplittableRandom ids = new SplittableRandom(7);
    private final List<Pool> pools;

    /**
     * @param withSandbox else steps are idling, which calls nobody, and the guard is answered from memory
     * @param pacing of all runs
     * @param slots for steps
     */
    LimitsStage(Path folder, Database database, boolean withSandbox, Pacing pacing, int slots) {
        this.database = database;
        this.runs = new JdbcRuns(database);
        this.clock = new DatabaseClock(() -> database.sampleTime(InstantSource.system()), System::nanoTime);
        Pools builtIn = ResourcePools.builtIn();
        this.pools = builtIn.names().stream().flatMap(name -> builtIn.find(name).stream()).toList();
        this.worlds = withSandbox
                ? OpenWorlds.open(
                        new OpenWorlds.Dependencies(
                                folder, 1, () -> 7, pools, InstantSource.system(), new PopulatedWorldFactory()),
                        7L,
                        null)
                : null;
        Gateway gateway = worlds == null ? new Nobody() : new InProcessGateway(worlds.main());
        this.warmups = new Warmups(
                new Warmups.Dependencies(
                        runs,
                        new JdbcStepQueue(database, Target.SANDBOX),
                        new JdbcSessions(database),
                        builtIn,
                        new Paced(pacing),
                        gateway,
                        Target.SANDBOX,
                        new JdbcTargetState(database, Target.SANDBOX, clock),
                        clock,
                        System::nanoTime,
                        new java.security.SecureRandom(),
                        run -> "bench"),
                new Warmups.Options(PlanRules.DEFAULT, Set.of("default"), 1, new Engine.Slots(8, slots)));
    }

    Warmups warmups() {
        return warmups;
    }

    Database database() {
        return database;
    }

    /** A run of {@link #STEPS} steps, due now. Blocks until it is durable. */
    void create(int number) {
        RunRequest runRequest = new RunRequest(
                new SessionId("bench-" + number), Target.SANDBOX, "default", "default", number, null, plan(number));
        RunId id;
        synchronized (ids) {
            id = RunId.create(clock.instant(), ids);
        }
        runs.create(Run.create(id, runRequest, clock.instant()), null, SessionLimit.NONE);
    }

    /** Joins, reads, looks at a post and leaves, in turns with idling; nothing takes time of its own. */
    private Plan plan(int number) {
        Pool pool = pools.getFirst();
        Username channel = pool.channels().get(number % pool.channels().size()).username();
        List<Action> actions = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            actions.add(
                    worlds == null || step % 2 == 1
                            ? new Action.Idle(Duration.ZERO, REASON)
                            : switch (step) {
                                case 0 -> new Action.JoinChannel(channel, REASON);
                                case 2, 6 -> new Action.ReadMessages(channel, Duration.ZERO, REASON);
                                case 4 -> new Action.ViewPost(channel, Duration.ZERO, REASON);
                                default -> new Action.LeaveChannel(channel, REASON);
                            });
        }
        return Plan.recorded(actions);
    }

    @Override
    public void close() {
        warmups.close();
        if (worlds != null) {
            worlds.close();
        }
        database.close();
    }

    private record Paced(Pacing pacing) implements Visits {
        @Override
        public PlannedVisit plan(RunRequest runRequest) {
            throw new IllegalStateException("every run has a plan");
        }

        @Override
        public Pacing pacing(RunRequest runRequest) {
            return pacing;
        }

        @Override
        public MoveProvider.Result write(RunRequest runRequest, Username chat, WritingOccasion writingOccasion, Duration patience) {
            throw new IllegalStateException("nobody writes");
        }
    }

    /** A test network where nothing happens: it is only asked what it is. */
    private record Nobody() implements Gateway {
        private static final Tl CONFIG = Tl.object()
                .with("_", "config")
                .with("test_mode", true)
                .with("this_dc", 2)
                .with(
                        "dc_options",
                        List.of(Tl.object().with("_", "dcOption").with("id", 2).with("ip_address", "127.0.0.1").build()))
                .build();

        @Override
        public Reply call(Caller caller, Call call, Duration patience) {
            return new Reply.Done(CONFIG);
        }

        @Override
        public Reach reach() {
            return Reach.SANDBOX;
        }
    }
}
