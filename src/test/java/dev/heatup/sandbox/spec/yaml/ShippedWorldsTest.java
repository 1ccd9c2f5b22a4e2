package dev.heatup.sandbox.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.chance.SeededDraw;
import dev.heatup.sandbox.corpus.Label;
import dev.heatup.sandbox.spec.AdminRight;
import dev.heatup.sandbox.spec.Permission;
import dev.heatup.text.EnumNames;
import dev.heatup.text.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The worlds that a reader copies. */
class ShippedWorldsTest {

    private static final Path EXAMPLES = Path.of("examples", "worlds");
    private static final Path DOCS = Path.of("docs");
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsAWorldNamedLikeItsFile(Path file) {
        WorldFile.Read read = valid(WorldFiles.read(file));

        assertThat(read.world().name() + ".yaml").isEqualTo(file.getFileName().toString());
        assertThat(WorldFiles.parse(
                        WorldFiles.write(read.world()), name -> Files.newBufferedReader(EXAMPLES.resolve(name))))
                .isInstanceOfSatisfying(
                        WorldFile.Read.class, again -> assertThat(again.world()).isEqualTo(read.world()));
    }

    /** A file on its way through editors and merges; whatever becomes of it, somebody is told, and nothing breaks. */
    @ParameterizedTest
    @MethodSource("examples")
    void aDamagedFileIsReadOrRefusedAndNeverMore(Path file) throws IOException {
        String whole = Files.readString(file);
        String debris = "{}[]:,-#&*!|>'\"%@`\\\t\n \0\u0085\uD83D\uFEFF0a~?<";
        for (long seed = 0; seed < 1_500; seed++) {
            StringBuilder damaged = new StringBuilder(whole);
            for (long i = 0; i <= SeededDraw.index(SeededDraw.of(seed, "edits"), 4); i++) {
                long draw = SeededDraw.of(SeededDraw.of(seed, "edit"), i);
                int at = SeededDraw.index(draw, damaged.length());
                int end = Math.min(damaged.length(), at + SeededDraw.index(SeededDraw.of(draw, "length"), 12));
                int from = SeededDraw.index(SeededDraw.of(draw, "debris"), debris.length());
                damaged.replace(at, end, debris.substring(from, Math.min(debris.length(), from + 2)));
            }

            WorldFile read = WorldFiles.parse(damaged.toString(), CorpusSource.none());

            if (read instanceof WorldFile.Invalid invalid) {
                assertThat(invalid.problems())
                        .as("seed " + seed)
                        .isNotEmpty()
                        .allMatch(problem -> OneLine.isOne(problem.toString()));
            }
        }
    }

    @Test
    void thereAreThreeExamples() throws IOException {
        assertThat(examples())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("moderated-community.yaml", "news-channels.yaml", "support-bot.yaml");
    }

    @Test
    void theModeratedCommunitySpeaksFromItsOwnCorpus() {
        WorldFile.Read read = valid(WorldFiles.read(EXAMPLES.resolve("moderated-community.yaml")));

        assertThat(read.corpora()).containsOnlyKeys("corpus.csv");
        assertThat(read.corpus(read.world().moderation().getFirst())
                        .draw(Label.SPAM, "ru", 3)
                        .text())
                .matches(".*(@hu_permit_deal|block-bonus|flat-check).*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"worlds.md", "worlds.ru.md"})
    void aDocumentsExampleIsAWorld(String document) throws IOException {
        List<String> blocks = YAML.matcher(Files.readString(DOCS.resolve(document)))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();

        assertThat(blocks).hasSize(1);
        valid(WorldFiles.parse(blocks.getFirst(), CorpusSource.none()));
    }

    @Test
    void theDocumentNamesEveryFieldLabelPermissionAndRight() throws IOException {
        String document = Files.readString(DOCS.resolve("worlds.md"));
        String everything = """
                name: a
                zzz_unknown: 1
                population: {size: 1, zzz_unknown: 1}
                channels: [{username: hu_one, title: a, topic: a, zzz_unknown: 1}]
                groups: [{username: hu_two, title: a, topic: a, zzz_unknown: 1}]
                bots: [{username: hu_bot, chats: [{chat: hu_two, zzz_unknown: 1}], zzz_unknown: 1}]
                moderation:
                  - chat: hu_two
                    messages_per_hour: 1
                    raids: [{at: 1s, accounts: 1, messages: 1, for: 1s, zzz_unknown: 1}]
                    zzz_unknown: 1
                faults: [{method: x, error: {code: 400, name: X, zzz_unknown: 1}, zzz_unknown: 1}]
                """;
        List<String> fields = problems(WorldFiles.parse(everything, CorpusSource.none())).stream()
                .flatMap(problem -> Stream.of(
                        problem.message().replaceFirst(".*allowed are ", "").split(", ")))
                .toList();

        assertThat(fields).contains("lose_answer", "visits_per_day", "posts_per_day", "members", "payloads", "raids");
        assertThat(Stream.of(
                                fields,
                                EnumNames.all(Permission.class),
                                EnumNames.all(AdminRight.class),
                                EnumNames.all(Label.class))
                        .flatMap(List::stream))
                .allMatch(name -> document.contains("`" + name));
    }

    private static WorldFile.Read valid(WorldFile file) {
        return switch (file) {
            case WorldFile.Read read -> read;
            case WorldFile.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }

    private static List<WorldProblem> problems(WorldFile file) {
        return switch (file) {
            case WorldFile.Read read -> throw new AssertionError(read.world());
            case WorldFile.Invalid invalid -> invalid.problems();
        };
    }
}
