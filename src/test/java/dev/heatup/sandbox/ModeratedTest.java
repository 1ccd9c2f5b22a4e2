package dev.heatup.sandbox;

import static dev.heatup.sandbox.SandboxDriver.BOT;
import static dev.heatup.sandbox.SandboxDriver.number;
import static dev.heatup.sandbox.SandboxDriver.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.botapi.BotNetworks;
import dev.heatup.sandbox.botapi.UpdatesRequest;
import dev.heatup.sandbox.botapi.web.BotApiPort;
import dev.heatup.sandbox.botapi.web.BotApiSettings;
import dev.heatup.sandbox.corpus.Label;
import dev.heatup.sandbox.jdbc.SqliteEventLog;
import dev.heatup.sandbox.score.Estimate;
import dev.heatup.sandbox.score.Score;
import dev.heatup.sandbox.score.ScoreBuilder;
import dev.heatup.sandbox.spec.ModerationSpec;
import dev.heatup.sandbox.spec.WorldSpec;
import dev.heatup.sandbox.traffic.Traffic;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.World;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bot that follows a few rules moderates a group over the Bot API. */
class ModeratedTest {

    private static final Username TALK = new Username("hu_talk_0");
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Pattern ACCOUNT = Pattern.compile("[xp][0-9]{5}");
    private static final Pattern LINK = Pattern.compile("https?://|\\b[A-Za-z0-9-]+\\.(example|test)\\b");

    /** In no name and no value that a bot gets. */
    private static final List<String> HIDDEN = List.of(
            "spam",
            "toxic",
            "flood",
            "hard_negative",
            "clean",
            "easy",
            "medium",
            "label",
            "campaign",
            "difficulty",
            "synthetic",
            "persona",
            "session");

    @TempDir
    Path folder;

    @Test
    void aRuleBotIsScored() {
        Day day = new Day(folder, 7);
        day.lives(Duration.ofMinutes(40));
        Score score = ScoreBuilder.of(day.events().stream());
        day.close();

        // It deletes what has a link, so it finds some of the spam, and nothing toxic.
        assertThat(score.truePositives()).isGreaterThan(5);
        assertThat(score.falseNegatives()).isGreaterThan(5);
        assertThat(score.trueNegatives()).isGreaterThan(50);
        assertThat(score.precision())
                .map(Estimate::value)
                .hasValueSatisfying(value -> assertThat(value).isBetween(0.3, 1.0));
        assertThat(score.rows())
                .filteredOn(row -> row.label() == Label.TOXIC)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.acted()).isZero());
        assertThat(score.toRemoval())
                .hasValueSatisfying(delayPercentiles ->
                        assertThat(delayPercentiles.longest()).isLessThanOrEqualTo(STEP));
        assertThat(score.prevented()).containsKey("spam");
        assertThat(score.people().harmfulStopped()).isPositive();
    }

    @Test
    void theSameSeedAndBotGiveTheSameLog(@TempDir Path twin, @TempDir Path other) {
        List<Event> first = lived(folder, 7);

        assertThat(lived(twin, 7)).isEqualTo(first);
        assertThat(lived(other, 8)).isNotEqualTo(first);
    }

    @Test
    void restartsLeaveNoTrace(@TempDir Path twin) {
        Day restarted = new Day(twin, 7);
        for (int i = 0; i < 4; i++) {
            restarted.lives(Duration.ofMinutes(3).plusSeconds(20));
            restarted.close();
            restarted.open();
        }
        restarted.lives(Duration.ofMinutes(2).minusSeconds(20));
        restarted.close();
        restarted.open();
        List<Event> events = restarted.events();
        restarted.close();

        assertThat(events).isEqualTo(lived(folder, 7));
    }

    private static List<Event> lived(Path place, long seed) {
        Day day = new Day(place, seed);
        day.lives(Duration.ofMinutes(15));
        List<Event> events = day.events();
        day.close();
        return events;
    }

    @Test
    void noByteThatABotGetsTellsALabel() {
        Day day = new Day(folder, 7);
        day.lives(Duration.ofMinutes(40));
        Set<String> texts = new HashSet<>();
        Set<String> campaigns = new HashSet<>();
        day.tell(texts, campaigns);
        day.close();

        assertThat(day.seen).hasSizeGreaterThan(300);
        assertThat(campaigns).hasSizeGreaterThan(10);
        day.seen.forEach(
                seen -> assertNothingHidden(new String(TlJson.write(seen), StandardCharsets.UTF_8), texts, campaigns));
    }

    @Test
    void noByteThatAWebhookGetsTellsALabel() throws IOException {
        Day day = new Day(folder, 7);
        RecordingWebhook recordingWebhook = RecordingWebhook.open();
        try (BotApiPort port = BotApiPort.open(
                new BotApiSettings(InetAddress.getLoopbackAddress(), 0, Set.of()),
                BotNetworks.of(day.sandbox.bots()))) {
            assertThat(port.port()).isPositive();
            day.sandboxDriver.bot("setWebhook", Tl.object().with("url", recordingWebhook.url()));
            day.passes(Duration.ofMinutes(40));
            await().atMost(Duration.ofSeconds(60)).until(() -> day.pending() == 0);
        }
        Set<String> texts = new HashSet<>();
        Set<String> campaigns = new HashSet<>();
        day.tell(texts, campaigns);
        day.close();
        recordingWebhook.close();

        assertThat(recordingWebhook.bodies()).hasSizeGreaterThan(300);
        recordingWebhook.bodies().forEach(body -> assertNothingHidden(body, texts, campaigns));
    }

    private static void assertNothingHidden(String bytes, Set<String> texts, Set<String> campaigns) {
        assertNothingHidden(TlJson.read(bytes.getBytes(StandardCharsets.UTF_8)), texts);
        assertThat(ACCOUNT.matcher(bytes).find()).as(bytes).isFalse();
        assertThat(campaigns).noneMatch(bytes::contains);
    }

    @Test
    void peopleSeeForwardsOfThoseWhoHide() {
        Day day = new Day(folder, 7);
        day.lives(Duration.ofMinutes(30));
        Tl.Obj history = day.sandboxDriver.invokes(
                "zoe", "messages.getHistory", Tl.object().with("peer", TALK.value()));
        day.close();

        assertThat(history.list("messages"))
                .anyMatch(message -> ((Tl.Obj) message)
                        .get("fwd_from")
                        .filter(header -> ((Tl.Obj) header).text("from_name").isPresent())
                        .isPresent());
    }

    /** What people write may hold any word. */
    private static void assertNothingHidden(Tl value, Set<String> texts) {
        switch (value) {
            case Tl.Obj object ->
                object.fields().forEach((name, field) -> {
                    assertThat(HIDDEN).noneMatch(name::contains);
                    assertNothingHidden(field, texts);
                });
            case Tl.Items(List<Tl> items) -> items.forEach(item -> assertNothingHidden(item, texts));
            case Tl.Text(String text) -> {
                if (!texts.contains(text)) {
                    assertThat(HIDDEN).noneMatch(text.toLowerCase(Locale.ROOT)::contains);
                }
            }
            case Tl.Int _, Tl.Decimal _, Tl.Bool _, Tl.Null _ -> {}
        }
    }

    @Test
    void whatARestoreUndidIsNotLived() {
        Day day = new Day(folder, 7);
        day.lives(Duration.ofMinutes(5));
        List<Event> before = day.events();
        WorldControl worldControl = day.sandbox.control();
        worldControl.takeSnapshot("before").join();
        day.lives(Duration.ofMinutes(5));
        long undone = day.events().getLast().seq();
        worldControl.restore("before").join();
        day.lives(Duration.ofMinutes(5));
        List<Event> lived = worldControl.lived(0, 100_000).join().events();
        day.close();

        assertThat(lived.subList(0, before.size())).isEqualTo(before);
        assertThat(lived).noneMatch(event -> event.seq() > before.size() + 1 && event.seq() <= undone);
        assertThat(lived.getLast().seq()).isGreaterThan(undone);
    }

    @Test
    void nothingOfAnAccountTellsThatItIsNew() {
        Day day = new Day(folder, 7);
        day.lives(Duration.ofMinutes(15));
        List<Long> people = new ArrayList<>();
        List<Long> others = new ArrayList<>();
        day.events().forEach(event -> {
            if (event.effect() instanceof Effect.AccountAppeared person) {
                (event.actor().toString().startsWith("p") ? people : others).add(person.userId());
            }
        });
        day.close();

        long middle =
                people.stream().sorted().skip(people.size() / 2).findFirst().orElseThrow();
        assertThat(others.stream().filter(id -> id > middle)).hasSizeBetween(others.size() / 5, others.size() * 4 / 5);
    }

    /** Some time of a moderated group. Its bot acts at the end of each step. */
    private static final class Day {

        final List<Tl> seen = new ArrayList<>();
        private final Path place;
        private final WorldSpec spec;
        private final SteppedClock clock = new SteppedClock(TestWorlds.NOW);
        private Sandbox sandbox;
        private SandboxDriver sandboxDriver;

        Day(Path place, long seed) {
            this.place = place;
            var raid = new ModerationSpec.Raid(Duration.ofMinutes(5), 10, 20, Duration.ofMinutes(1));
            this.spec = TestWorlds.peopled(
                    seed,
                    60,
                    1,
                    new ModerationSpec(
                            TALK,
                            400,
                            Map.of(Label.SPAM, 0.15, Label.TOXIC, 0.1, Label.FLOOD, 0.1, Label.HARD_NEGATIVE, 0.1),
                            0.2,
                            0.2,
                            ModerationSpec.Authors.USUAL,
                            null,
                            List.of(raid)));
            this.sandbox = opened();
            this.sandboxDriver = new SandboxDriver(sandbox);
        }

        void open() {
            sandbox = opened();
            sandboxDriver = new SandboxDriver(sandbox);
        }

        private Sandbox opened() {
            World world = TestWorlds.world(spec);
            return Sandbox.open(
                    new WorldLog(
                            SqliteEventLog.open(place, spec.seed(), () -> 0),
                            world,
                            Traffic.of(world, spec.moderation(), Map.of())),
                    new SandboxTime(new SettableTime(TestWorlds.NOW), BotPresence.Patience.USUAL, reached -> clock),
                    Checkpoint.Pace.USUAL);
        }

        void lives(Duration time) {
            sandboxDriver.updates(
                    BOT,
                    new UpdatesRequest(
                            0,
                            1,
                            List.of(
                                    "message",
                                    "edited_message",
                                    "chat_member",
                                    "my_chat_member",
                                    "chat_join_request")));
            for (Duration lived = Duration.ZERO; lived.compareTo(time) < 0; lived = lived.plus(STEP)) {
                clock.moveTo(clock.now().plus(STEP));
                sandbox.worldTime().join();
                List<Tl.Obj> updates = sandboxDriver.updates();
                seen.addAll(updates);
                updates.forEach(this::moderate);
            }
        }

        /** Without anybody who moderates. */
        void passes(Duration time) {
            clock.moveTo(clock.now().plus(time));
            sandbox.worldTime().join();
        }

        long pending() {
            return number((Tl.Obj) sandboxDriver.bot("getWebhookInfo", Tl.object()), "pending_update_count");
        }

        /** What people wrote, and what it belonged to. */
        void tell(Set<String> texts, Set<String> campaigns) {
            for (Event event : events()) {
                if (event.effect() instanceof Effect.MessageSent sent) {
                    texts.add(sent.content().text());
                } else if (event.effect() instanceof Effect.MessageEdited edited) {
                    texts.add(edited.content().text());
                }
                String campaign = event.cause().campaign();
                if (campaign != null) {
                    campaigns.add(campaign);
                }
            }
        }

        private void moderate(Tl.Obj update) {
            update.get("message")
                    .or(() -> update.get("edited_message"))
                    .map(Tl.Obj.class::cast)
                    .filter(message ->
                            LINK.matcher(message.text("text").orElse("")).find())
                    .ifPresent(this::remove);
        }

        private void remove(Tl.Obj message) {
            long chat = number(object(message, "chat"), "id");
            long author = number(object(message, "from"), "id");
            answered(
                    "deleteMessage",
                    Tl.object().with("chat_id", chat).with("message_id", number(message, "message_id")));
            answered("banChatMember", Tl.object().with("chat_id", chat).with("user_id", author));
            answered("getChatMember", Tl.object().with("chat_id", chat).with("user_id", author));
        }

        private void answered(String method, Tl.Builder params) {
            if (sandboxDriver.botTries(BOT, method, params)
                    instanceof dev.heatup.sandbox.botapi.BotReply.Ok(Tl result)) {
                seen.add(result);
            }
        }

        List<Event> events() {
            return sandboxDriver.events();
        }

        void close() {
            sandbox.close();
        }
    }
}
