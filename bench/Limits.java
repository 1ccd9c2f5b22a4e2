import com.sun.management.OperatingSystemMXBean;
import dev.heatup.pace.Pacing;
import dev.heatup.run.Lane;
import dev.heatup.run.StepStatus;
import dev.heatup.run.RunCounters;
import dev.heatup.store.Database;
import dev.heatup.sqlite.SqliteFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The engine's limits on a real database; {@code bench/limits.sh} says how it is called. Numbers go to standard output. */
class Limits {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int CREATED_AT_ONCE = 1000;

    private final Arguments arguments;

    private record Arguments(
            String mode, String store, Path folder, int runs, boolean sandbox, int slots, int seconds, int pause) {}

    public static void main(String[] words) throws Exception {
        Arguments arguments = new Arguments(
                words[0],
                words[1],
                Path.of(words[2]),
                Integer.parseInt(words[3]),
                words[4].equals("sandbox"),
                Integer.parseInt(words[5]),
                Integer.parseInt(words[6]),
                Integer.parseInt(words[7]));
        new Limits(arguments).measure();
    }

    private Limits(Arguments arguments) {
        this.arguments = arguments;
    }

    private void measure() throws Exception {
        switch (arguments.store) {
            case "sqlite" -> {
                Path peers = arguments.folder.resolve("peers.db");
                measure(Database.sqlite(arguments.folder), () -> SqliteFile.connect(peers), 1);
            }
            case "postgres" -> {
                try (KillPostgres server = new KillPostgres(arguments.folder.resolve("postgres"))) {
                    String url = server.url().replace("postgres://postgres@", "jdbc:postgresql://");
                    measure(
                            Database.postgresql(url, "postgres", null),
                            () -> DriverManager.getConnection(url, "postgres", null),
                            5);
                }
            }
            default -> throw new IllegalArgumentException("sqlite or postgres");
        }
    }

    private void measure(Database database, LimitsPeers.Source source, int writers) throws Exception {
        switch (arguments.mode) {
            case "steps" -> {
                peers(new LimitsPeers(source), writers);
                steps(database);
            }
            case "live" -> live(database);
            default -> throw new IllegalArgumentException("steps or live");
        }
    }

    private void peers(LimitsPeers peers, int writers) throws Exception {
        for (int group : new int[] {1, 100, 1000}) {
            int rows = group == 1 ? 20_000 : 500_000;
            System.out.printf("raw rows, %d in a commit: %,.0f/s%n", group, peers.raw(rows, group));
        }
        System.out.printf("a task per run, a commit per step: %,.0f steps/s%n", peers.taskPerRun(2000, writers));
    }

    /** As fast as it goes: all runs are due, and no step is followed by a pause. */
    private void steps(Database database) throws Exception {
        Pacing none = new Pacing(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);
        try (LimitsStage stage = new LimitsStage(
                arguments.folder, database, arguments.sandbox, none, arguments.slots)) {
            create(stage, 0, arguments.runs);
            long before = bytes(database);
            long wanted = (long) arguments.runs * LimitsStage.STEPS;
            Cost cost = Cost.begin();
            stage.warmups().start();
            while (steps(stage.warmups().tally()) < wanted && cost.seconds() < arguments.seconds) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            System.out.printf("of %,d runs: ", arguments.runs);
            cost.print(steps(stage.warmups().tally()));
            System.out.printf("claims: %,d%n", stage.warmups().tally().claims(Lane.STEPS));
            if (steps(stage.warmups().tally()) == wanted) {
                System.out.printf("on disk: %,d bytes a step, the run's own rows left out%n", (bytes(database) - before) / wanted);
            }
        }
    }

    /** In a steady state: runs begin at the rate at which they end. */
    private void live(Database database) throws Exception {
        Duration shortest = Duration.ofSeconds(arguments.pause).dividedBy(2);
        Pacing pauses = new Pacing(shortest, shortest.multipliedBy(3), shortest.multipliedBy(3), 0);
        try (LimitsStage stage = new LimitsStage(
                arguments.folder, database, arguments.sandbox, pauses, arguments.slots)) {
            long life = (LimitsStage.STEPS - 1L) * arguments.pause;
            stage.warmups().start();
            long began = System.nanoTime();
            Cost cost = Cost.begin();
            long measured = 0;
            for (int second = 0; second < life + arguments.seconds; second++) {
                int from = (int) ((long) arguments.runs * second / life);
                int to = (int) ((long) arguments.runs * (second + 1) / life);
                create(stage, from, to);
                long left = began + TimeUnit.SECONDS.toNanos(second + 1) - System.nanoTime();
                TimeUnit.NANOSECONDS.sleep(left);
                if (second == life) {
                    cost = Cost.begin();
                    measured = steps(stage.warmups().tally());
                }
                System.err.printf(
                        "%d s: live %,d, steps %,d, lag %d ms, behind %d ms%n",
                        second + 1,
                        stage.warmups().live(),
                        steps(stage.warmups().tally()),
                        stage.warmups().lag(Lane.STEPS).toMillis(),
                        Math.max(0, -left / 1_000_000));
            }
            System.out.printf("live at the end: %,d%n", stage.warmups().live());
            cost.print(steps(stage.warmups().tally()) - measured);
            lag(stage);
        }
    }

    private void lag(LimitsStage stage) {
        long[] lags = stage.database().read(connection -> {
            try (var rows = connection.createStatement().executeQuery("""
                    SELECT later.started_at - earlier.finished_at - earlier.pause
                    FROM outcome later JOIN outcome earlier ON earlier.id = later.previous
                    WHERE later.started_at > (SELECT max(started_at) FROM outcome) - %d""".formatted(
                            arguments.seconds * 1000L))) {
                long[] all = new long[1 << 20];
                int count = 0;
                while (rows.next()) {
                    if (count == all.length) {
                        all = Arrays.copyOf(all, count * 2);
                    }
                    all[count++] = rows.getLong(1);
                }
                return Arrays.copyOf(all, count);
            }
        });
        Arrays.sort(lags);
        System.out.printf(
                "from due to begun, %,d steps: median %d ms, p99 %d ms, worst %d ms%n",
                lags.length,
                lags[lags.length / 2],
                lags[(int) (lags.length * 0.99)],
                lags[lags.length - 1]);
    }

    private static long steps(RunCounters runCounters) {
        return Stream.of(StepStatus.values()).mapToLong(runCounters::steps).sum();
    }

    /** Many at once, so that they are committed in groups. */
    private static void create(LimitsStage stage, int from, int to) throws InterruptedException {
        Semaphore places = new Semaphore(CREATED_AT_ONCE);
        for (int number = from; number < to; number++) {
            int mine = number;
            places.acquire();
            Thread.ofVirtual().start(() -> {
                try {
                    stage.create(mine);
                } finally {
                    places.release();
                }
            });
        }
        places.acquire(CREATED_AT_ONCE);
    }

    /** Of the database's tables and indexes, with what was on its way to them. */
    private long bytes(Database database) throws Exception {
        if (arguments.store.equals("sqlite")) {
            database.read(connection -> connection.createStatement().execute("PRAGMA wal_checkpoint(FULL)"));
        }
        try (Stream<Path> files = Files.walk(arguments.folder)) {
            long sum = 0;
            for (Path file : files.filter(Limits::isKept).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    private static boolean isKept(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && !name.endsWith("-wal") && !file.toString().contains("pg_wal");
    }

    private record Cost(long nanos, long cpuNanos, long collections) {
        static Cost begin() {
            return new Cost(System.nanoTime(), SYSTEM.getProcessCpuTime(), collected());
        }

        private static long collected() {
            return ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .mapToLong(java.lang.management.GarbageCollectorMXBean::getCollectionTime)
                    .sum();
        }

        double seconds() {
            return (System.nanoTime() - nanos) / 1e9;
        }

        void print(long steps) {
            double seconds = seconds();
            double cpu = (SYSTEM.getProcessCpuTime() - cpuNanos) / 1e9;
            long collecting = collected() - collections;
            System.gc();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            System.out.printf(
                    "%,d steps in %.1f s: %,.0f steps/s, %.0f µs CPU a step (%.2f processors), collecting %d ms,"
                            + " heap after it %d MB%n",
                    steps, seconds, steps / seconds, cpu * 1e6 / steps, cpu / seconds, collecting, heap >> 20);
        }
    }
}
