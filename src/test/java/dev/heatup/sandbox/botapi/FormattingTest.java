package dev.heatup.sandbox.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class FormattingTest {

    /** {@code text | bold 0 3, url 4 9} or the error; what more an entity has in brackets. */
    private static String shown(ParseResult<FormattedText> parseResult) {
        return switch (parseResult) {
            case ParseResult.Valid<FormattedText>(FormattedText text) -> text.text() + " | " + entities(text);
            case ParseResult.Invalid<FormattedText>(BotReply.Refused refused) -> refused.description();
        };
    }

    private static String entities(FormattedText text) {
        return text.entities().stream().map(FormattingTest::shown).collect(Collectors.joining(", "));
    }

    private static String shown(Entity entity) {
        String more =
                entity.more().fields().isEmpty() ? "" : new String(TlJson.write(entity.more()), StandardCharsets.UTF_8);
        return entity.type().botName() + " " + entity.offset() + " " + entity.length() + more;
    }

    private static String html(String text) {
        return shown(Formatting.read(text, "HTML", List.of()));
    }

    private static String markdownV2(String text) {
        return shown(Formatting.read(text, "MarkdownV2", List.of()));
    }

    private static String markdown(String text) {
        return shown(Formatting.read(text, "Markdown", List.of()));
    }

    private static String withEntities(String text, String entities) {
        Tl.Items items = (Tl.Items) TlJson.read(entities.getBytes(StandardCharsets.UTF_8));
        return shown(Formatting.read(text, "", items.items()));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "formatting.csv", delimiter = '¦', quoteCharacter = '\0')
    void readsWhatIsSentAsTelegramDoes(String mode, String sent, @Nullable String expected) {
        String read = switch (mode) {
            case "plain" -> entities(Formatting.plain(sent));
            case "entities" -> withEntities("hello", sent);
            default -> shown(Formatting.read(sent, mode, List.of()));
        };
        assertThat(read.strip()).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void aQuoteEndsWithItsLines() {
        assertThat(markdownV2(">one\n>two\nthree")).isEqualTo("one\ntwo\nthree | blockquote 0 8");
        assertThat(markdownV2(">*one\nx"))
                .isEqualTo("Bad Request: can't parse entities: Can't find end of Bold entity at byte offset 1");
    }

    @Test
    void aBlockOfCodeNamesItsLanguage() {
        assertThat(markdownV2("```java\nint i;\n```")).isEqualTo("int i; | pre 0 6{\"language\":\"java\"}");
        assertThat(markdown("```java\nint i;\n```")).isEqualTo("int i; | pre 0 6{\"language\":\"java\"}");
    }

    @Test
    void whatIsFoundDoesNotReachIntoWhatIsGiven() {
        assertThat(html("<code>x.com</code> y.com <b>/go</b>"))
                .isEqualTo("x.com y.com /go | code 0 5, url 6 5, bot_command 12 3, bold 12 3");
    }

    @Test
    void anEntityDoesNotCutACharacterInTwo() {
        assertThat(withEntities("\ud83d\ude00x", "[{\"type\":\"bold\",\"offset\":1,\"length\":1}]"))
                .isEqualTo("Bad Request: entity begins in a middle of a UTF-16 symbol at byte offset 4");
        assertThat(withEntities("\ud83d\ude00x", "[{\"type\":\"bold\",\"offset\":0,\"length\":1}]"))
                .isEqualTo(
                        "Bad Request: entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 4");
    }

    @Test
    void spaceAroundATextGoesAndEntitiesMoveAlong() {
        assertThat(withEntities("  a\r\nb  ", "[{\"type\":\"bold\",\"offset\":5,\"length\":3}]"))
                .isEqualTo("a\nb | bold 2 1");
    }

    @ParameterizedTest
    @CsvSource({"'   ', HTML", "<b> </b>, HTML", "'\n', ''"})
    void aTextOfSpaceAloneIsRefused(String text, String mode) {
        assertThat(shown(Formatting.read(text, mode == null ? "" : mode, List.of())))
                .isEqualTo("Bad Request: text must be non-empty");
        assertThat(shown(Formatting.readCaption(text, mode == null ? "" : mode, List.of())))
                .isEqualTo(" | ");
    }

    @Test
    void otherParseModesAreNotSupported() {
        assertThat(shown(Formatting.read("x", "bbcode", List.of()))).isEqualTo("Bad Request: unsupported parse_mode");
    }

    @Test
    void halfACharacterIsNoText() {
        assertThat(shown(Formatting.read("a\ud83d", "", List.of())))
                .isEqualTo("Bad Request: strings must be encoded in UTF-8");
        assertThat(Formatting.plain("a\ud83d").text()).isEqualTo("a?");
    }

    @Test
    void aTextHasABound() {
        assertThat(shown(Formatting.read("x".repeat(32_769), "", List.of())))
                .isEqualTo("Bad Request: text is too long");
    }

    @Test
    void entitiesAreWrittenForBotsAndForUsers() {
        FormattedText text = Formatting.plain("@some_user");
        assertThat(text.entitiesForBots())
                .containsExactly(Tl.object()
                        .with("offset", 0)
                        .with("length", 10)
                        .with("type", "mention")
                        .build());
        assertThat(text.entitiesForUsers())
                .containsExactly(Tl.constructor("messageEntityMention")
                        .with("offset", 0)
                        .with("length", 10)
                        .build());
        assertThat(new Entity(EntityType.PRE, 0, 1, Entity.language("java")).forUsers())
                .isEqualTo(Tl.constructor("messageEntityPre")
                        .with("offset", 0)
                        .with("length", 1)
                        .with("language", "java")
                        .build());
    }

    @Test
    void entitiesForBotsAreOfTheirType() {
        ParseResult<FormattedText> read = Formatting.read(
                "<pre><code class=\"language-x\">a</code></pre><a href=\"x.com\">b</a><blockquote expandable>c</blockquote>",
                "html",
                List.of());

        assertThat(read)
                .isInstanceOfSatisfying(
                        ParseResult.Valid.class,
                        valid -> assertThat(BotApiTypes.problems(
                                        "Array of MessageEntity",
                                        Tl.of(((FormattedText) valid.value()).entitiesForBots())))
                                .isEmpty());
    }
}
