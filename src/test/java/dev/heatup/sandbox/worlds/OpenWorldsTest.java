package dev.heatup.sandbox.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.heatup.gateway.Call;
import dev.heatup.gateway.Caller;
import dev.heatup.gateway.Tl;
import dev.heatup.sandbox.EventLogException;
import dev.heatup.sandbox.SettableTime;
import dev.heatup.sandbox.Worlds;
import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotNetwork;
import dev.heatup.sandbox.botapi.BotNetworks;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.spec.yaml.CorpusSource;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.spec.yaml.WorldFiles;
import dev.heatup.sandbox.worlds.OpenWorlds.Made;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class OpenWorldsTest {

    private static final WorldFile.Read TOWN = described(
            "name: town\nseed: 4\nstarts: 2026-03-02T09:00:00Z\ngroups: [{username: hu_town_talk, title: T, topic: t}]\n");

    private final SettableTime time = new SettableTime(Worlds.NOW.plus(Duration.ofDays(30)));

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

    private OpenWorlds open(WorldFile.@Nullable Read description) {
        return OpenWorlds.open(
                new OpenWorlds.Surroundings(folder, 1, () -> 9, List.of(Worlds.POOL), time, Making.BARE),
                null,
                description);
    }

    private static WorldFile.Read described(String yaml) {
        return (WorldFile.Read) WorldFiles.parse(yaml, CorpusSource.none());
    }
}
