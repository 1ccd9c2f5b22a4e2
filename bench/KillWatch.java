import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Looks at the runs' table from outside: what is in flight, what is overdue, what went on. */
class KillWatch {

    private static final int STEPS = 1;
    private static final long LATE_MILLIS = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final KillStage stage;
    private int reconciled;

    /** A run's place in the queue; {@code token} rises with each claim. */
    record Place(int lane, int step, int turn, String phase, long token, boolean isOverdue) {

        boolean isClaimed() {
            return !phase.equals("ready");
        }

        boolean isTheSameStep(Place later) {
            return later.lane == lane && later.step == step && later.turn == turn;
        }
    }

    /** Seconds until everything in a lane went on. */
    record Recovery(double steps, double plans) {
        @Override
        public String toString() {
            return "steps went on after %.1f s, planning after %.1f s".formatted(steps, plans);
        }
    }

    KillWatch(KillStage stage) {
        this.stage = stage;
    }

    int live() throws SQLException {
        try (Connection database = stage.database();
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM run WHERE finished_at IS NULL")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("no such table")) {
                return 0;
            }
            throw e;
        }
    }

    /** What somebody has claimed and not settled. */
    static Map<String, Place> inFlight(Connection database) throws SQLException {
        Map<String, Place> places = places(database);
        places.values().removeIf(place -> !place.isClaimed());
        return places;
    }

    private static Map<String, Place> places(Connection database) throws SQLException {
        long now = System.currentTimeMillis();
        Map<String, Place> places = new HashMap<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT run.id, place.lane, step, turn, COALESCE(claim.phase, place.phase),
                               COALESCE(claim.token, place.token), COALESCE(ends_at, due_at)
                        FROM run JOIN place ON place.run_number = number LEFT JOIN claim ON claim.run_number = number
                        WHERE due_at IS NOT NULL""")) {
            while (row.next()) {
                places.put(
                        row.getString(1),
                        new Place(
                                row.getInt(2),
                                row.getInt(3),
                                row.getInt(4),
                                row.getString(5),
                                row.getLong(6),
                                row.getLong(7) < now - LATE_MILLIS));
            }
        }
        return places;
    }

    Recovery untilAllWentOn(KillStage.Harm harm) throws Exception {
        Map<String, Place> open = new HashMap<>(harm.inFlight());
        double steps = Double.POSITIVE_INFINITY;
        double plans = Double.POSITIVE_INFINITY;
        try (Connection database = stage.database()) {
            while (steps + plans == Double.POSITIVE_INFINITY) {
                double seconds = (System.nanoTime() - harm.atNanos()) / 1e9;
                if (seconds > PATIENCE.toSeconds()) {
                    break;
                }
                Map<String, Place> now = places(database);
                open.entrySet().removeIf(entry -> hasSettled(entry.getValue(), now.get(entry.getKey())));
                if (steps == Double.POSITIVE_INFINITY && wentOn(true, open, now)) {
                    steps = seconds;
                }
                if (plans == Double.POSITIVE_INFINITY && wentOn(false, open, now)) {
                    plans = seconds;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        return new Recovery(steps, plans);
    }

    private boolean hasSettled(Place before, Place now) {
        boolean settled = now == null || !before.isTheSameStep(now) || !now.isClaimed();
        if (settled && before.lane() == STEPS && now != null && now.token() > before.token()) {
            reconciled++;
        }
        return settled;
    }

    private static boolean wentOn(boolean steps, Map<String, Place> open, Map<String, Place> now) {
        return open.values().stream().noneMatch(place -> (place.lane() == STEPS) == steps)
                && now.values().stream().noneMatch(place -> (place.lane() == STEPS) == steps && place.isOverdue());
    }

    int reconciled() {
        return reconciled;
    }
}
