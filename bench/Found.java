import dev.heatup.channel.Pool;
import dev.heatup.crowd.PopulatedWorldFactory;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.spec.yaml.CorpusSource;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.spec.yaml.WorldFiles;
import dev.heatup.sandbox.worlds.OpenWorlds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A world with many people: how long it takes to be made beside the main one, and in its place, how long the longest call
 * to the main one waited meanwhile, and what it takes to insert as many events, the same ones, into a table of the same
 * schema with nothing else. In turns, in one process. {@code bench/sandbox.sh found} runs this:
 * {@code java bench/Found.java FOLDER [PEOPLE] [GROUPS]}; everybody is in each group.
 */
class Found {

    private static final int ROUNDS = 5;
    private static final int COLUMNS = 11;

    private final Path folder;
    private final WorldFile.Read world;
    private final OpenWorlds worlds;

    Found(Path folder, WorldFile.Read world) {
        this.folder = folder;
        this.world = world;
        this.worlds = OpenWorlds.open(
                new OpenWorlds.Dependencies(
                        folder, 1, () -> 1, List.<Pool>of(), InstantSource.system(), new PopulatedWorldFactory()),
                1L,
                null);
    }

    public static void main(String[] arguments) throws Exception {
        int people = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        int groups = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        String file = "name: large\npopulation: {size: " + people + "}\ngroups:\n"
                + IntStream.range(0, groups)
                        .mapToObj("  - {username: hu_group_%d, title: T, topic: t, members: 1}\n"::formatted)
                        .collect(Collectors.joining());
        Found found = new Found(
                Path.of(arguments[0]), (WorldFile.Read) WorldFiles.parse(file, CorpusSource.none()));
        for (int i = 1; i <= ROUNDS; i++) {
            found.round(i);
        }
        found.worlds.close();
    }

    private void round(int number) throws Exception {
        String beside = waiting(() -> worlds.make("large", world));
        long events = worlds.find("large").orElseThrow().pulse().join().events();
        worlds.remove("large", false);
        Path log = folder.resolve("worlds-aside").resolve("large." + number).resolve("sandbox.db");
        String inPlace = waiting(() -> worlds.replaceMain(world));
        worlds.replaceMain((WorldFile.Read) WorldFiles.parse("name: small", CorpusSource.none()));
        System.out.printf(
                "%d events: made %s; in place of the main one %s; inserted alone %d ms%n",
                events, beside, inPlace, inserted(log, folder.resolve("raw." + number + ".db")));
    }

    /** Asks the main world all the time. */
    private String waiting(Callable<OpenWorlds.Made> making) throws Exception {
        long[] longest = {0};
        boolean[] done = {false};
        Thread asking = Thread.ofPlatform().start(() -> {
            while (!isDone(done)) {
                long asked = System.nanoTime();
                worlds.find("").map(Sandbox::worldTime).orElseThrow().join();
                longest[0] = Math.max(longest[0], System.nanoTime() - asked);
            }
        });
        long began = System.nanoTime();
        OpenWorlds.Made made = making.call();
        long took = System.nanoTime() - began;
        synchronized (done) {
            done[0] = true;
        }
        asking.join();
        if (!(made instanceof OpenWorlds.Made.Done)) {
            throw new IllegalStateException("not made: " + made);
        }
        return "in " + millis(took) + " ms (longest call to the main one " + millis(longest[0]) + " ms)";
    }

    private static boolean isDone(boolean[] done) {
        synchronized (done) {
            return done[0];
        }
    }

    private static long inserted(Path log, Path to) throws Exception {
        try (Connection from = DriverManager.getConnection("jdbc:sqlite:" + log);
                Connection raw = DriverManager.getConnection("jdbc:sqlite:" + to);
                Statement asking = from.createStatement();
                Statement making = raw.createStatement()) {
            making.execute("PRAGMA journal_mode = WAL");
            making.execute("PRAGMA synchronous = FULL");
            try (ResultSet schema = asking.executeQuery("SELECT sql FROM sqlite_master WHERE name = 'event'")) {
                making.execute(schema.getString(1));
            }
            List<Object[]> rows = new java.util.ArrayList<>();
            try (ResultSet row = asking.executeQuery("SELECT * FROM event")) {
                while (row.next()) {
                    Object[] values = new Object[COLUMNS];
                    for (int i = 0; i < COLUMNS; i++) {
                        values[i] = row.getObject(i + 1);
                    }
                    rows.add(values);
                }
            }
            long began = System.nanoTime();
            raw.setAutoCommit(false);
            try (PreparedStatement insert =
                    raw.prepareStatement("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                for (Object[] values : rows) {
                    for (int i = 0; i < COLUMNS; i++) {
                        insert.setObject(i + 1, values[i]);
                    }
                    insert.executeUpdate();
                }
            }
            raw.commit();
            return millis(System.nanoTime() - began);
        } finally {
            Files.deleteIfExists(to);
        }
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }
}
