package dev.heatup.sandbox.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.corpus.Corpus;
import dev.heatup.sandbox.corpus.Label;
import dev.heatup.sandbox.spec.AdminRight;
import dev.heatup.sandbox.spec.AllowedReactions;
import dev.heatup.sandbox.spec.BotSpec;
import dev.heatup.sandbox.spec.ChannelSpec;
import dev.heatup.sandbox.spec.FaultSpec;
import dev.heatup.sandbox.spec.FaultSpec.Failure;
import dev.heatup.sandbox.spec.GroupSpec;
import dev.heatup.sandbox.spec.ModerationSpec;
import dev.heatup.sandbox.spec.Permission;
import dev.heatup.sandbox.spec.PopulationSpec;
import dev.heatup.sandbox.spec.WorldSpec;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorldFilesTest {

    private static final String WHOLE = """
            name: moderated-community
            seed: 7
            starts: 2026-03-02T09:00:00Z
            pools: [default]
            population:
              size: 500
              languages: {ru: 0.6, en: 0.4}
              activity: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2.5]
              utc_offset_hours: 3
              visits_per_day: 4.5
            channels:
              - username: hu_city_news
                title: "City: news"
                topic: news
                language: en
                posts_per_day: 12
                audience: 4000
                discussion: hu_city_talk
                reactions: ["👍", "❤", "👨‍👩‍👧"]
            groups:
              - username: hu_city_talk
                title: City talk
                topic: news
                language: ru
                private: true
                approval: true
                topics: [General, Help]
                slow_mode_seconds: 30
                members: 0.4
                permissions: {send_polls: false, pin_messages: true}
                reactions: none
            bots:
              - username: hu_guard_bot
                name: Guard
                about: "Keeps the talk clean"
                id: 1001
                privacy: false
                payloads: [ref_spring]
                chats:
                  - {chat: hu_city_talk, rights: [delete_messages, restrict_members]}
            moderation:
              - chat: hu_city_talk
                messages_per_hour: 60
                shares: {spam: 0.05, hard_negative: 0.05}
                edited_into_spam: 0.1
                forwarded: 0.2
                newcomers: 0.3
                taken_over: 0.4
                corpus: mine.csv
                raids: [{at: 30m, accounts: 20, messages: 100, for: 5m}]
            faults:
              - method: sendMessage
                account: p00001
                share: 0.05
                error: {code: 429, description: "Too Many Requests", retry_after: 3s}
                until: 10m
              - {method: messages.sendMessage, delay: 1500ms}
              - {method: "*", drop: true, from: 2h}
              - {method: getUpdates, lose_answer: true}
            """;

    private static final CorpusSource ONE_TEXT = name -> new StringReader("text,label\nmine,spam\n");

    @Test
    void everyFieldIsRead() {
        WorldSpec world = read(WHOLE);

        assertThat(world.name()).isEqualTo("moderated-community");
        assertThat(world.seed()).isEqualTo(7);
        assertThat(world.starts()).isEqualTo(Instant.parse("2026-03-02T09:00:00Z"));
        assertThat(world.pools()).containsExactly("default");
        assertThat(world.population().size()).isEqualTo(500);
        assertThat(world.population().languages()).isEqualTo(Map.of("ru", 0.6, "en", 0.4));
        assertThat(world.population().activity()).hasSize(24).endsWith(2.5);
        assertThat(world.population().utcOffsetHours()).isEqualTo(3);
        assertThat(world.population().visitsPerDay()).isEqualTo(4.5);
        assertThat(world.channels())
                .containsExactly(new ChannelSpec(
                        new Username("hu_city_news"),
                        "City: news",
                        "news",
                        "en",
                        12,
                        4000,
                        new Username("hu_city_talk"),
                        new AllowedReactions.Some(List.of("👍", "❤", "👨‍👩‍👧"))));
        Set<Permission> permissions = EnumSet.copyOf(Permission.DEFAULTS);
        permissions.remove(Permission.SEND_POLLS);
        permissions.add(Permission.PIN_MESSAGES);
        assertThat(world.groups())
                .containsExactly(new GroupSpec(
                        new Username("hu_city_talk"),
                        "City talk",
                        "news",
                        "ru",
                        true,
                        true,
                        List.of("General", "Help"),
                        30,
                        0.4,
                        permissions,
                        new AllowedReactions.None()));
        assertThat(world.bots())
                .containsExactly(new BotSpec(
                        new Username("hu_guard_bot"),
                        "Guard",
                        "Keeps the talk clean",
                        1001L,
                        false,
                        List.of("ref_spring"),
                        List.of(new BotSpec.Place(
                                new Username("hu_city_talk"),
                                Set.of(AdminRight.DELETE_MESSAGES, AdminRight.RESTRICT_MEMBERS)))));
        assertThat(world.moderation())
                .containsExactly(new ModerationSpec(
                        new Username("hu_city_talk"),
                        60,
                        Map.of(Label.SPAM, 0.05, Label.HARD_NEGATIVE, 0.05),
                        0.1,
                        0.2,
                        new ModerationSpec.Authors(0.3, 0.4),
                        "mine.csv",
                        List.of(new ModerationSpec.Raid(Duration.ofMinutes(30), 20, 100, Duration.ofMinutes(5)))));
        assertThat(world.faults())
                .containsExactly(
                        new FaultSpec(
                                "sendMessage",
                                "p00001",
                                0.05,
                                new Failure.Answer(429, null, "Too Many Requests", Duration.ofSeconds(3)),
                                Duration.ZERO,
                                Duration.ofMinutes(10)),
                        new FaultSpec(
                                "messages.sendMessage",
                                null,
                                1,
                                new Failure.Delay(Duration.ofMillis(1500)),
                                Duration.ZERO,
                                null),
                        new FaultSpec("*", null, 1, new Failure.Drop(), Duration.ofHours(2), null),
                        new FaultSpec("getUpdates", null, 1, new Failure.LoseAnswer(), Duration.ZERO, null));
    }

    @Test
    void aWorldIsItsNameAndTheDefaultPool() {
        WorldSpec world = read("name: plain");

        assertThat(world.pools()).containsExactly("default");
        assertThat(world.seed()).isEqualTo(WorldSpec.DEFAULT_SEED);
        assertThat(world.starts()).isNull();
        assertThat(world.population()).isEqualTo(PopulationSpec.NOBODY);
    }

    @Test
    void aWorldWithChatsOfItsOwnHasNoPoolUnlessItNamesOne() {
        String group = "name: own\ngroups: [{username: hu_talk, title: Talk, topic: talk}]\n";

        assertThat(read(group).pools()).isEmpty();
        assertThat(read(group + "pools: [default]").pools()).containsExactly("default");
        assertThat(read("name: bare\npools: []").pools()).isEmpty();
    }

    @Test
    void yamlsOwnIdeaOfTypesIsNotAsked() {
        WorldSpec world = read("""
                name: 007
                population: {size: 10, languages: {no: 1}}
                groups: [{username: hu_talk, title: 12:30, topic: on}]
                """);

        assertThat(world.name()).isEqualTo("007");
        assertThat(world.population().languages()).containsOnlyKeys("no");
        assertThat(world.groups().getFirst().title()).isEqualTo("12:30");
        assertThat(world.groups().getFirst().topic()).isEqualTo("on");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: plain",
                "name: bare\npools: []",
                "name: 123",
                "name: \"true\"",
                "name: a\npopulation: {size: 3, languages: {en: 0.3333, ru: 0.6667}, visits_per_day: 0.01}",
                "name: a\ngroups: [{username: hu_talk, title: \"- '7': \\\"x\\\" #\", topic: \"null\"}]",
                WHOLE
            })
    void whatIsWrittenIsReadAsTheSameWorldAndWrittenTheSameWay(String file) {
        WorldSpec world = read(file);

        String written = WorldFiles.write(world);

        assertThat(read(written)).isEqualTo(world);
        assertThat(WorldFiles.write(read(written))).isEqualTo(written);
    }

    @Test
    void aCorpusIsReadFromBesideTheWorldFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("world.yaml"), WHOLE);
        Files.writeString(folder.resolve("mine.csv"), "text,label\nmine alone,spam\n");

        assertThat(WorldFiles.read(file))
                .isInstanceOfSatisfying(
                        WorldFile.Read.class,
                        read -> assertThat(read.corpus(read.world().moderation().getFirst())
                                        .draw(Label.SPAM, "en", 1)
                                        .text())
                                .isEqualTo("mine alone"));
    }

    @Test
    void aLinkThatLeadsOutOfTheFolderIsNotFollowed(@TempDir Path folder) throws IOException {
        Path outside = Files.writeString(folder.resolve("mine.csv"), "text,label\nmine,spam\n");
        Path inside = Files.createDirectory(folder.resolve("worlds"));
        Files.createSymbolicLink(inside.resolve("mine.csv"), outside);

        assertThat(problemsOf(WorldFiles.read(Files.writeString(inside.resolve("world.yaml"), WHOLE))))
                .containsExactly(
                        "line 49, column 13: moderation[0].corpus: it must be a file in the world file's folder"
                                + " or below it");
    }

    private static final String INLINE = """
            name: a
            population: {size: 1}
            groups:
              - {username: hu_talk, title: Talk, topic: talk}
            moderation:
              - chat: hu_talk
                messages_per_hour: 1
                corpus: |
                  text,label
                  "Cheap permits, write to us ",spam
                  Hello,LABEL
            """;

    @Test
    void aCorpusMayBeInTheWorldAndStaysThereWhenItIsWritten() {
        WorldFile.Read read = (WorldFile.Read) WorldFiles.parse(INLINE.replace("LABEL", "clean"), CorpusSource.none());
        WorldFile.Read again = (WorldFile.Read) WorldFiles.parse(WorldFiles.write(read.world()), CorpusSource.none());
        Corpus corpus = read.corpus(read.world().moderation().getFirst());

        assertThat(corpus.draw(Label.SPAM, "en", 1).text()).isEqualTo("Cheap permits, write to us ");
        assertThat(again.world()).isEqualTo(read.world());
        assertThat(again.corpora().keySet()).isEqualTo(read.corpora().keySet());
    }

    @Test
    void mistakesInACorpusInTheWorldAreNamedByItsLines() {
        assertThat(problemsOf(WorldFiles.parse(INLINE.replace("LABEL", "cleen"), CorpusSource.none())))
                .singleElement()
                .asString()
                .contains("moderation[0].corpus: line 3: label: not 'cleen'");
    }

    @Test
    void aFileThatCannotBeReadIsAProblemOfItsOwn(@TempDir Path folder) throws IOException {
        Path latin = Files.write(folder.resolve("latin.yaml"), "name: é".getBytes(StandardCharsets.ISO_8859_1));
        Path large = Files.write(folder.resolve("large.yaml"), new byte[(4 << 20) + 1]);
        Path world = Files.writeString(folder.resolve("world.yaml"), WHOLE);

        assertThat(problemsOf(WorldFiles.read(folder.resolve("nowhere.yaml"))))
                .containsExactly("there is no such file");
        assertThat(problemsOf(WorldFiles.read(folder))).containsExactly("the file can't be read");
        assertThat(problemsOf(WorldFiles.read(latin))).containsExactly("the file is not UTF-8");
        assertThat(problemsOf(WorldFiles.read(large))).containsExactly("a world file has at most 4 MiB");
        assertThat(problemsOf(WorldFiles.read(world)))
                .singleElement()
                .asString()
                .endsWith("there is no such file beside the world file");
        Files.write(folder.resolve("mine.csv"), "text,label\né,spam".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problemsOf(WorldFiles.read(world)))
                .singleElement()
                .asString()
                .endsWith("the file is not UTF-8");
    }

    @Test
    void aWorldThatComesWithoutFilesHasNoCorpus() {
        assertThat(problemsOf(WorldFiles.parse(WHOLE, CorpusSource.none())))
                .singleElement()
                .asString()
                .endsWith(
                        "a corpus is read from beside a world file, and this world came without files; write its lines into the world: corpus: |");
    }

    private static WorldSpec read(String text) {
        return switch (WorldFiles.parse(text, ONE_TEXT)) {
            case WorldFile.Read read -> read.world();
            case WorldFile.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }

    private static List<String> problemsOf(WorldFile file) {
        return switch (file) {
            case WorldFile.Read read -> throw new AssertionError(read.world());
            case WorldFile.Invalid invalid ->
                invalid.problems().stream().map(WorldProblem::toString).toList();
        };
    }
}
