package dev.heatup.sandbox.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.heatup.sandbox.EventLogException;
import dev.heatup.sandbox.SettableTime;
import dev.heatup.sandbox.TestWorlds;
import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotNetwork;
import dev.heatup.sandbox.botapi.BotNetworks;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.spec.yaml.CorpusSource;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.spec.yaml.WorldFiles;
import dev.heatup.sandbox.world.World;
import dev.heatup.sandbox.worlds.OpenWorlds.Made;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class OpenWorldsTest {

    private static final WorldFile.Read TOWN = described(
            "name: town\nseed: 4\nstarts: 2026-03-02T09:00:00Z\ngroups: [{username: hu_town_talk, title: T, topic: t}]\n");

    private final SettableTime time = new SettableTime(TestWorlds.NOW.plus(Duration.ofDays(30)));

    @TempDir
    Path folder;

    @Test
    void aWorldIsWhatItWasWhenNobodyDescribesItAgain() {
        open(TOWN).close();

        try (OpenWorlds worlds = open(null)) {
            assertThat(worlds.main().world().spec()).contains(TOWN.world());
            assertThat(worlds.main().world().seed()).isEqualTo(4);
        }
        open(TOWN).close();
    }

    @Test
    void anotherDescriptionIsRefusedWithWhatToDo() {
        open(TOWN).close();

        assertThatThrownBy(() -> open(described("name: other\nseed: 4\n")))
                .isInstanceOf(EventLogException.class)
                .hasMessageContaining("another world than the one described")
                .hasMessageContaining("choose another data folder");
        open(TOWN).close();
    }

    @Test
    void eachBotsFirstCallIsALineOfTheLogWithoutItsSecret() {
        Logger logger = (Logger) LoggerFactory.getLogger("heatup.bots");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        WorldFile.Read guarded = described("name: town\nbots: [{username: hu_guard_bot, id: 1001}]\n");
        try (OpenWorlds worlds = open(guarded)) {
            worlds.make("other", guarded);
            BotCall getMe = new BotCall("getMe", Tl.object().build());
            for (String token : List.of("7001:very-secret", "7001:very-secret", "1001:x")) {
                worlds.main()
                        .bots()
                        .call(BotToken.parse(token).orElseThrow(), getMe)
                        .join();
            }
            worlds.bots("other")
                    .orElseThrow()
                    .call(BotToken.parse("1001:y").orElseThrow(), getMe)
                    .join();
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "Bot 7001 called. It is hu_7001_bot, a stranger to the world file."
                                + " Not there yet: hu_guard_bot (BOT_TOKEN=1001:anything)",
                        "Bot 1001 called. It is hu_guard_bot",
                        "World other: Bot 1001 called. It is hu_guard_bot");
    }

    @Test
    void whenAWorldBeganADescriptionChangesNoMore() {
        Instant other = Instant.parse("2026-03-05T10:00:00Z");
        open(new WorldFile.Read(TOWN.world().startingAt(other), TOWN.corpora())).close();

        for (Instant starts : new Instant[] {null, Instant.parse("2026-03-02T09:00:00Z"), other}) {
            WorldFile.Read again = new WorldFile.Read(TOWN.world().startingAt(starts), TOWN.corpora());
            try (OpenWorlds worlds = open(again)) {
                assertThat(worlds.main().world().starts()).contains(other);
                assertThat(worlds.main().worldTime().join()).isAfterOrEqualTo(other);
            }
        }
    }

    @Test
    void aWorldThatKeepsUpWithRealTimeDoesNotStopToDoSo() {
        open(new WorldFile.Read(TOWN.world().startingAt(null), TOWN.corpora())).close();

        try (OpenWorlds worlds = open(TOWN)) {
            assertThat(worlds.main().world().starts()).isEmpty();
            assertThat(worlds.main().worldTime().join()).isEqualTo(time.instant());
        }
    }

    @Test
    void aWorldWithAStartBeginsThereAndStandsStillWhileItIsClosed() {
        try (OpenWorlds worlds = open(TOWN)) {
            time.advance(Duration.ofHours(1));
            assertThat(worlds.main().worldTime().join()).isEqualTo(Instant.parse("2026-03-02T10:00:00Z"));
        }
        time.advance(Duration.ofDays(2));
        try (OpenWorlds worlds = open(null)) {
            assertThat(worlds.main().worldTime().join()).isEqualTo(Instant.parse("2026-03-02T10:00:00Z"));
        }
    }

    @Test
    void aNamedWorldThatIsClosedIsToldAndLeavesTheOthersAlone() {
        try (OpenWorlds worlds = open(null)) {
            worlds.make("one", TOWN);
            worlds.make("two", described("name: two\nseed: 5\n"));
            assertThat(worlds.closed()).isEmpty();

            worlds.find("one").orElseThrow().close();

            assertThat(worlds.closed()).containsOnlyKeys("one");
            assertThat(worlds.main().worldTime()).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    @Test
    void whoHoldsTheMainSandboxHasTheWorldThatReplacesIt() {
        try (OpenWorlds worlds = open(null)) {
            var held = worlds.main();
            held.call(Caller.of("ann"), new Call.JoinChat("hu_open_talk", "c")).join();

            assertThat(worlds.replaceMain(TOWN)).isInstanceOf(Made.Done.class);

            assertThat(held.world().spec()).contains(TOWN.world());
            assertThat(held.events(0, 10).join()).isEmpty();
            assertThat(held.health().running()).isTrue();
            worlds.replaceMain(described("name: third\n"));
            assertThat(folder.resolve("sandbox.db.2")).exists();
        }
    }

    @Test
    void listenersHearOfWorldsThatComeAndGo() {
        List<String> heard = new ArrayList<>();
        try (OpenWorlds worlds = open(null)) {
            worlds.make("early", TOWN);
            worlds.listen(new BotNetworks.Listener() {
                @Override
                public void opened(String name, BotNetwork bots) {
                    heard.add("+" + name);
                }

                @Override
                public void closed(String name) {
                    heard.add("-" + name);
                }
            });
            worlds.make("late", TOWN);
            worlds.remove("early", false);

            assertThat(heard).containsExactly("+early", "+late", "-early");
            assertThat(worlds.bots("late")).isPresent();
            assertThat(worlds.bots("early")).isEmpty();
            assertThat(worlds.bots("")).isPresent();
        }
    }

    @Test
    @Timeout(60)
    void nobodyWaitsForAWorldThatIsMade() throws Exception {
        CountDownLatch founded = new CountDownLatch(1);
        try (OpenWorlds worlds = open(null, slow(founded))) {
            worlds.make("old", described("name: old\n"));
            CompletableFuture<Made> named = CompletableFuture.supplyAsync(() -> worlds.make("new", TOWN));
            CompletableFuture<Made> main = CompletableFuture.supplyAsync(() -> worlds.replaceMain(TOWN));

            for (int i = 0; i < 100; i++) {
                assertThat(worlds.find("").orElseThrow().worldTime().join()).isNotNull();
                assertThat(worlds.named()).containsOnlyKeys("old");
            }
            assertThat(worlds.main()
                            .call(Caller.of("ann"), new Call.JoinChat("hu_open_talk", "c"))
                            .join())
                    .isInstanceOf(Reply.Done.class);
            assertThat(worlds.remove("old", true)).isTrue();
            assertThat(named).isNotDone();
            assertThat(main).isNotDone();

            founded.countDown();
            assertThat(named.join()).isInstanceOf(Made.Done.class);
            assertThat(main.join()).isInstanceOf(Made.Done.class);
            assertThat(worlds.main().world().spec()).contains(TOWN.world());
            assertThat(worlds.named()).containsOnlyKeys("new");
        }
    }

    @Test
    @Timeout(60)
    void aNameIsTakenWhileItsWorldIsMade() {
        CountDownLatch founded = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        WorldFactory worldFactory = (description, pools) -> {
            begun.countDown();
            return slow(founded).of(description, pools);
        };
        try (OpenWorlds worlds = open(null, worldFactory)) {
            CompletableFuture<Made> first = CompletableFuture.supplyAsync(() -> worlds.make("new", TOWN));
            await(begun);

            assertThat(worlds.make("new", TOWN)).isInstanceOf(Made.NameIsTaken.class);
            founded.countDown();
            assertThat(first.join()).isInstanceOf(Made.Done.class);
        }
    }

    @Test
    void allWorldsTogetherHaveNoMorePeopleThanThereIsMemoryFor() {
        WorldFile.Read large = described("name: large\npopulation: {size: 100000}\n"
                + "groups:\n"
                + IntStream.range(0, 5)
                        .mapToObj("  - {username: hu_large_%d, title: T, topic: t, members: 1}\n"::formatted)
                        .collect(Collectors.joining()));
        int count = (int) (OpenWorlds.MAX_INHABITANTS / 600_000);
        assumeThat(count).isBetween(1, OpenWorlds.MAX_NAMED - 1);
        try (OpenWorlds worlds = open(null)) {
            for (int i = 0; i < count; i++) {
                assertThat(worlds.make("w" + i, large)).isInstanceOf(Made.Done.class);
            }

            assertThat(worlds.make("more", large)).isInstanceOf(Made.TooManyInhabitants.class);
            assertThat(worlds.replaceMain(large)).isInstanceOf(Made.TooManyInhabitants.class);
            worlds.remove("w0", true);
            assertThat(worlds.replaceMain(large)).isInstanceOf(Made.Done.class);
            assertThat(worlds.replaceMain(TOWN)).isInstanceOf(Made.Done.class);
            assertThat(worlds.make("more", large)).isInstanceOf(Made.Done.class);
        }
    }

    @Test
    void aReplacementThatTheEndOfAProcessCutInTwoIsBroughtToItsEnd() throws IOException {
        open(null).close();
        Path ready = folder.resolve("world-ready");
        open(ready, TOWN, WorldFactory.BARE).close();
        Files.move(folder.resolve("sandbox.db"), folder.resolve("sandbox.db.1"));

        try (OpenWorlds worlds = open(null)) {
            assertThat(worlds.main().world().spec()).contains(TOWN.world());
        }
        assertThat(ready).doesNotExist();
    }

    @Test
    void aReplacementThatCameToNothingLeavesNothing() throws IOException {
        open(null).close();
        open(folder.resolve("world-next"), TOWN, WorldFactory.BARE).close();
        open(folder.resolve("world-ready"), TOWN, WorldFactory.BARE).close();

        try (OpenWorlds worlds = open(null)) {
            assertThat(worlds.main().world().spec()).isEmpty();
        }
        try (var files = Files.list(folder)) {
            assertThat(files).noneMatch(Files::isDirectory);
        }
    }

    /** Worlds whose first people come when the latch says so. */
    private static WorldFactory slow(CountDownLatch founded) {
        return (description, pools) -> new WorldFactory.Content(
                World.of(description.world(), pools, () -> {
                    if (description.equals(TOWN)) {
                        await(founded);
                    }
                    return Stream.empty();
                }),
                List.of());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private OpenWorlds open(WorldFile.@Nullable Read description) {
        return open(description, WorldFactory.BARE);
    }

    private OpenWorlds open(WorldFile.@Nullable Read description, WorldFactory worldFactory) {
        return open(folder, description, worldFactory);
    }

    private OpenWorlds open(Path data, WorldFile.@Nullable Read description, WorldFactory worldFactory) {
        return OpenWorlds.open(
                new OpenWorlds.Dependencies(data, 1, () -> 9, List.of(TestWorlds.POOL), time, worldFactory),
                null,
                description);
    }

    private static WorldFile.Read described(String yaml) {
        return (WorldFile.Read) WorldFiles.parse(yaml, CorpusSource.none());
    }
}
