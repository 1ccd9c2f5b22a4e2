package dev.heatup.sandbox;

import static dev.heatup.sandbox.SandboxDriver.BOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.botapi.UpdatesRequest;
import dev.heatup.sandbox.corpus.Label;
import dev.heatup.sandbox.jdbc.SqliteEventLog;
import dev.heatup.sandbox.spec.FaultSpec;
import dev.heatup.sandbox.spec.ModerationSpec;
import dev.heatup.sandbox.spec.WorldSpec;
import dev.heatup.sandbox.traffic.Traffic;
import dev.heatup.sandbox.world.AccountStanding;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.World;
import dev.heatup.telegram.Tl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start from a stored state, and the same from the log alone. */
class CheckpointTest {

    private static final String TALK = "hu_talk_0";
    private static final BotToken HOOKED = BotToken.parse("1002:test").orElseThrow();
    private static final Checkpoint.Pace ALWAYS = new Checkpoint.Pace(1, 1);
    private static final Checkpoint.Pace NEVER = new Checkpoint.Pace(Integer.MAX_VALUE, Integer.MAX_VALUE);

    private final WorldSpec spec = TestWorlds.peopled(
            TestWorlds.SEED,
            30,
            2,
            new ModerationSpec(
                    new Username(TALK),
                    400,
                    Map.of(Label.SPAM, 0.2, Label.FLOOD, 0.1, Label.HARD_NEGATIVE, 0.1),
                    0.3,
                    0.3,
                    ModerationSpec.Authors.USUAL,
                    null,
                    List.of()));

    private SteppedClock clock = new SteppedClock(TestWorlds.NOW);

    @TempDir
    Path stored;

    @TempDir
    Path bare;

    @BeforeEach
    void liveInBoth() {
        liveIn(stored, ALWAYS);
        liveIn(bare, NEVER);
    }

    @Test
    void theLogIsTheSameWithAStoredStateAndWithout() {
        assertThat(states(stored)).hasSize(1);
        assertThat(states(bare)).isEmpty();
        assertThat(events(stored)).isEqualTo(events(bare)).hasSizeGreaterThan(200);
    }

    @Test
    void aStoredStateIsTheOneThatItsLogGives() {
        Seen bySnapshot = see(stored);
        assertThat(events(stored)).isEqualTo(events(bare));

        assertThat(bySnapshot.read()).isTrue();
        assertThat(bySnapshot.state())
                .usingRecursiveComparison()
                .isEqualTo(see(bare).state());
    }

    @Test
    void eventsAfterTheStoredStateAreReplayed() {
        for (Path folder : List.of(stored, bare)) {
            try (Sandbox sandbox = open(folder, NEVER)) {
                goOn(new SandboxDriver(sandbox), sandbox.control());
            }
        }

        Seen bySnapshot = see(stored);
        assertThat(bySnapshot.read()).isTrue();
        assertThat(bySnapshot.state())
                .usingRecursiveComparison()
                .isEqualTo(see(bare).state());
        assertThat(events(stored)).isEqualTo(events(bare));
    }

    @Test
    void whatABotConfirmedAfterTheStateWasStoredStaysConfirmed() {
        try (Sandbox sandbox = open(stored, NEVER)) {
            assertThat(new SandboxDriver(sandbox).updates()).isNotEmpty();
        }

        try (Sandbox sandbox = open(stored, NEVER)) {
            assertThat(new SandboxDriver(sandbox).waiting(BOT)).isEmpty();
        }
    }

    @Test
    void aDamagedStateIsLeftAlone() throws IOException {
        Path state = states(stored).getFirst();
        byte[] bytes = Files.readAllBytes(state);
        bytes[bytes.length / 2] ^= 1;
        Files.write(state, bytes);

        assertThat(see(stored).read()).isFalse();
    }

    @Test
    void aStateThatIsGoneOrHalfWrittenIsNotMissed() throws IOException {
        Path state = states(stored).getFirst();
        Files.write(state, new byte[] {1, 2, 3});
        assertThat(see(stored).read()).isFalse();
        Files.delete(state);

        assertThat(see(stored).read()).isFalse();
        assertThat(see(stored).state())
                .usingRecursiveComparison()
                .isEqualTo(see(bare).state());
    }

    @Test
    void aFileThatItsLogDoesNotKnowIsLeftAlone() throws IOException {
        Path state = states(stored).getFirst();
        Files.copy(state, bare.resolve(state.getFileName()));

        assertThat(see(bare).read()).isFalse();
    }

    @Test
    void whoDiesWhileWritingHasThePreviousState() throws IOException {
        Path state = states(stored).getFirst();
        Files.write(state.resolveSibling("sandbox.state.999999"), new byte[] {1, 2, 3});

        assertThat(see(stored).read()).isTrue();
        try (Sandbox sandbox = open(stored, ALWAYS)) {
            new SandboxDriver(sandbox).joins("late", TALK);
        }
        assertThat(states(stored)).hasSize(1).doesNotContain(state);
    }

    @Test
    void whoIsKilledAtAnyTimeOpensAsTheLogSays(@TempDir Path killed) throws IOException {
        try (Sandbox sandbox = open(stored, ALWAYS)) {
            for (int i = 0; i < 20; i++) {
                new SandboxDriver(sandbox).joins("late" + i, TALK);
            }
            // What is on disk while it runs and stores one state after the other.
            copy(stored.resolve("sandbox.db"), killed);
            copy(stored.resolve("sandbox.db-wal"), killed);
            for (Path state : states(stored)) {
                copy(state, killed);
            }
        }
        Checkpoint.Content opened = see(killed).state();
        for (Path state : states(killed)) {
            Files.delete(state);
        }

        assertThat(opened).usingRecursiveComparison().isEqualTo(see(killed).state());
    }

    @Test
    void anotherWorldsStateIsLeftAlone() {
        World another = TestWorlds.world(TestWorlds.peopled(TestWorlds.SEED, 30, 3));
        try (SqliteEventLog log = log(stored)) {
            assertThat(new Checkpoint(log, another, NEVER, WorldOpening.class).read())
                    .isEmpty();
        }
    }

    private void liveIn(Path folder, Checkpoint.Pace pace) {
        clock = new SteppedClock(TestWorlds.NOW);
        try (Sandbox sandbox = open(folder, pace)) {
            SandboxDriver sandboxDriver = new SandboxDriver(sandbox);
            WorldControl worldControl = sandbox.control();
            sandboxDriver.updates(BOT, new UpdatesRequest(0, 1, List.of("message", "edited_message", "chat_member")));
            sandbox.bots()
                    .call(
                            HOOKED,
                            new BotCall(
                                    "setWebhook",
                                    Tl.object()
                                            .with("url", "http://127.0.0.1:1/")
                                            .build()))
                    .join();
            worldControl.takeSnapshot("early").join();
            live(sandbox, Duration.ofMinutes(10));
            goOn(sandboxDriver, worldControl);
            worldControl.takeSnapshot("late").join();
            live(sandbox, Duration.ofMinutes(2));
            worldControl.restore("early").join();
            live(sandbox, Duration.ofMinutes(5));
            sandboxDriver.updates();
            goOn(sandboxDriver, worldControl);
            live(sandbox, Duration.ofMinutes(1));
        }
    }

    private void goOn(SandboxDriver sandboxDriver, WorldControl worldControl) {
        sandboxDriver.joins("ann", TALK);
        long said = SandboxDriver.number(sandboxDriver.says("ann", TALK, "Привет"), "id");
        sandboxDriver.reacts("ann", TALK, said, "👍");
        sandboxDriver.starts("ann", "hu_guard_bot");
        sandboxDriver.bot(
                "setMyCommands",
                Tl.object()
                        .with(
                                "commands",
                                List.of(Tl.object()
                                        .with("command", "help")
                                        .with("description", "Help")
                                        .build())));
        sandboxDriver.bot(
                "deleteMessage",
                Tl.object().with("chat_id", sandboxDriver.chat(TALK)).with("message_id", said));
        sandboxDriver.joins("ben", TALK);
        sandboxDriver.leaves("ben", TALK);
        worldControl.setStanding("ben", AccountStanding.LIMITED).join();
        worldControl
                .setFaults(List.of(
                        new FaultSpec("sendPhoto", null, 0.5, new FaultSpec.Failure.Drop(), Duration.ZERO, null)))
                .join();
    }

    private void live(Sandbox sandbox, Duration time) {
        clock.moveTo(clock.now().plus(time));
        sandbox.worldTime().join();
    }

    /** @param read whether there was a stored state that could be used */
    private record Seen(boolean read, Checkpoint.Content state) {}

    private Seen see(Path folder) {
        World world = TestWorlds.world(spec);
        try (SqliteEventLog log = log(folder)) {
            boolean read =
                    new Checkpoint(log, world, NEVER, WorldOpening.class).read().isPresent();
            WorldLoop worldLoop = WorldOpening.open(new WorldLog(log, world, List.of()), time(), NEVER, bot -> {});
            return new Seen(read, worldLoop.content());
        }
    }

    private List<Event> events(Path folder) {
        try (SqliteEventLog log = log(folder)) {
            return log.events(0, 100_000);
        }
    }

    private static List<Path> states(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("sandbox.state"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void copy(Path file, Path to) throws IOException {
        try {
            Files.copy(file, to.resolve(file.getFileName()));
        } catch (NoSuchFileException e) {
            // The next state took its place meanwhile.
        }
    }

    private Sandbox open(Path folder, Checkpoint.Pace pace) {
        World world = TestWorlds.world(spec);
        return Sandbox.open(
                new WorldLog(log(folder), world, Traffic.of(world, spec.moderation(), Map.of())), time(), pace);
    }

    private SandboxTime time() {
        return new SandboxTime(new SettableTime(TestWorlds.NOW), BotPresence.Patience.USUAL, reached -> clock);
    }

    private static SqliteEventLog log(Path folder) {
        return SqliteEventLog.open(folder, TestWorlds.SEED, () -> 0);
    }
}
