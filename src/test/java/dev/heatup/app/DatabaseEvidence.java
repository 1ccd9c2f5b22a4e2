package dev.heatup.app;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the databases say after all is over, read without the program's own code.
 *
 * @param runs by id
 * @param planned what each step ({@code run/step}) was to do: {@code join_channel hu_city_news}
 * @param effects what accounts did in the sandbox
 */
public record DatabaseEvidence(
        Map<String, RecordedRun> runs, Map<String, String> planned, List<Outcome> outcomes, List<Effect> effects) {

    private static final JsonMapper JSON = new JsonMapper();

    public record RecordedRun(String id, String session, String status) {}

    /** @param step {@code run/step} */
    public record Outcome(
            String step, String status, @Nullable String code) {}

    /**
     * @param clientId {@code run/step/turn}
     * @param content what kind of message it is; empty for what is no message
     */
    public record Effect(
            String account,
            String kind,
            String run,
            String clientId,
            String channel,
            String content,
            List<String> posts) {

        boolean isJoin() {
            return kind.equals("joined");
        }

        public String step() {
            return clientId.substring(0, clientId.lastIndexOf('/'));
        }

        /** The actions that it can come from. */
        List<String> causes() {
            Stream<String> actions = switch (kind) {
                case "joined" -> Stream.of("join_channel");
                case "left" -> Stream.of("leave_channel");
                case "viewed" -> Stream.of("read_messages", "view_post");
                case "history_read" -> Stream.of("read_messages");
                case "reacted" -> Stream.of("react");
                case "message_sent" ->
                    switch (content) {
                        case "arrival" -> Stream.of("join_channel");
                        case "departure" -> Stream.of("leave_channel");
                        default -> Stream.of("send_message");
                    };
                default -> throw new IllegalStateException("no action has the effect " + kind);
            };
            return actions.map(action -> action + " " + channel).toList();
        }

        Stream<String> views() {
            return kind.equals("viewed")
                    ? posts.stream().map(post -> account + " saw " + channel + "/" + post)
                    : Stream.empty();
        }
    }

    public static DatabaseEvidence of(Connection database, Path data) throws SQLException {
        Map<String, RecordedRun> runs = new HashMap<>();
        Map<String, String> planned = new HashMap<>();
        each(database, "SELECT id, session_id, status, plan FROM run JOIN place ON run_number = number", row -> {
            String id = row.getString(1);
            runs.put(id, new RecordedRun(id, row.getString(2), row.getString(3)));
            int step = 0;
            for (JsonNode action : JSON.readTree(row.getString(4) == null ? "[]" : row.getString(4))) {
                String what = action.path("action").asString() + " "
                        + action.path("channel").asString();
                planned.put(id + "/" + step++, what.strip());
            }
        });
        List<Outcome> outcomes = new ArrayList<>();
        each(
                database,
                "SELECT run.id, step, status, code FROM outcome LEFT JOIN run ON run_number = number",
                row -> outcomes.add(
                        new Outcome(row.getString(1) + "/" + row.getInt(2), row.getString(3), row.getString(4))));
        List<Effect> effects = new ArrayList<>();
        try (Connection sandbox = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("sandbox.db"))) {
            each(
                    sandbox,
                    "SELECT actor, kind, run, client_id, payload FROM event WHERE kind <> 'account_appeared'"
                            + " AND actor NOT LIKE ':%'",
                    row -> {
                        JsonNode payload = JSON.readTree(row.getString(5));
                        effects.add(new Effect(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                payload.path("chat").asString(),
                                payload.path("content").path("type").asString(""),
                                StreamSupport.stream(payload.path("ids").spliterator(), false)
                                        .map(JsonNode::asString)
                                        .toList()));
                    });
        }
        return new DatabaseEvidence(runs, planned, outcomes, effects);
    }

    /** Of all that were planned. */
    public Set<String> stepsWithoutOutcome() {
        Set<String> missing = new TreeSet<>(planned.keySet());
        outcomes.forEach(outcome -> missing.remove(outcome.step()));
        return missing;
    }

    /** Steps whose join succeeded. */
    public List<String> recordedJoins() {
        return outcomes.stream()
                .filter(outcome -> outcome.status().equals("succeeded"))
                .map(Outcome::step)
                .filter(step -> planned.getOrDefault(step, "").startsWith("join_channel"))
                .toList();
    }

    public List<Effect> joins() {
        return effects.stream().filter(Effect::isJoin).toList();
    }

    /** What there may be once at most: a step's outcome, a call's effect, an account's join of a channel, its view of a post. */
    public Stream<String> once() {
        return Stream.of(
                        outcomes.stream().map(outcome -> "outcome of " + outcome.step()),
                        effects.stream().map(effect -> effect.clientId() + " " + effect.kind()),
                        joins().stream().map(join -> join.account() + " in " + join.channel()),
                        effects.stream().flatMap(Effect::views))
                .flatMap(identity -> identity);
    }

    /** Whether a step of its account's run has it for its cause. */
    public boolean isCaused(Effect effect) {
        RecordedRun run = runs.get(effect.run());
        return run != null
                && run.session().equals(effect.account())
                && effect.step().startsWith(effect.run() + "/")
                && effect.causes().contains(planned.getOrDefault(effect.step(), ""));
    }

    private static void each(Connection database, String sql, Reader reader) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }
}
