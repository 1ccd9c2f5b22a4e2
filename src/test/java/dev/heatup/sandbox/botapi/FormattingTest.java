package dev.heatup.sandbox.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.gateway.Tl;
import dev.heatup.gateway.json.TlJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormattingTest {

    /** {@code text | bold 0 3, url 4 9} or the error; what more an entity has in brackets. */
    private static String shown(Checked<FormattedText> checked) {
        return switch (checked) {
            case Checked.Valid<FormattedText>(FormattedText text) ->
                text.text() + " | "
                        + text.entities().stream().map(FormattingTest::shown).collect(Collectors.joining(", "));
            case Checked.Invalid<FormattedText>(BotReply.Refused refused) -> refused.description();
        };
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
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                "<b>bold</b>, <i>it</i>~bold, it | bold 0 4, italic 6 2",
                "<strong>a</strong><em>b</em><ins>c</ins><del>d</del>~abcd | bold 0 1, italic 1 1, underline 2 1, strikethrough 3 1",
                "<span class=\"tg-spoiler\">x</span> <tg-spoiler>y</tg-spoiler>~x y | spoiler 0 1, spoiler 2 1",
                "<a href=\"http://x.com/?a=1&amp;b=2\">link</a>~link | text_link 0 4{\"url\":\"http://x.com/?a=1&b=2\"}",
                "<a href='x.com'>link</a>~link | text_link 0 4{\"url\":\"http://x.com/\"}",
                "<a href=\"nothing\">link</a>~link |",
                "<a href=\"tg://user?id=42\">Ann</a>~Ann | text_mention 0 3{\"user\":{\"id\":42}}",
                "<a>x.com</a>~x.com | text_link 0 5{\"url\":\"http://x.com/\"}",
                "<code>a&lt;b</code>~a<b | code 0 3",
                "<pre>x</pre>~x | pre 0 1",
                "<pre><code class=\"language-java\">int i</code></pre>~int i | pre 0 5{\"language\":\"java\"}",
                "<code class=\"language-java\">x</code>~x | code 0 1",
                "<blockquote>q</blockquote>~q | blockquote 0 1",
                "<blockquote expandable>q</blockquote>~q | expandable_blockquote 0 1",
                "<tg-emoji emoji-id=\"5368324170671202286\">x</tg-emoji>~x | custom_emoji 0 1{\"custom_emoji_id\":\"5368324170671202286\"}",
                "&#128512;<b>a</b> &amp;&quot;&gt; &nbsp; &#x41;~\ud83d\ude00a &\"> &nbsp; A | bold 2 1",
                "<b></b>x~x |",
                "<b>x</>~x | bold 0 1",
                "<B>x</b >~x | bold 0 1",
                "<b>a<i>b</i>c</b>~abc | bold 0 1, bold 1 2, italic 1 1",
                "<b>x~Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
                "\u00e4<x>~Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 2",
                "a</b>~Bad Request: can't parse entities: Unexpected end tag at byte offset 1",
                "<b>a</i>~Bad Request: can't parse entities: Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\"",
                "a<b~Bad Request: can't parse entities: Unclosed start tag at byte offset 1",
                "<b>a</b~Bad Request: can't parse entities: Unclosed end tag at byte offset 4",
                "<a href>x</a>~x |",
                "<a =x>y</a>~Bad Request: can't parse entities: Empty attribute name in the tag \"a\" at byte offset 0",
                "<a href=a,b>x</a>~Bad Request: can't parse entities: Unexpected end of name token at byte offset 8",
                "<a href=\"x~Bad Request: can't parse entities: Unclosed start tag at byte offset 0",
                "<span>x</span>~Bad Request: can't parse entities: Tag \"span\" must have class \"tg-spoiler\" at byte offset 0",
                "<tg-emoji emoji-id=\"x\">y</tg-emoji>~Bad Request: can't parse entities: Invalid custom emoji identifier specified",
                "1 < 2~Bad Request: can't parse entities: Unsupported start tag \"\" at byte offset 2",
            })
    void html(String text, String expected) {
        assertThat(html(text).strip()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "*b* _i_ __u__ ~s~ ||p||;b i u s p | bold 0 1, italic 2 1, underline 4 1, strikethrough 6 1, spoiler 8 1",
                "\\*x\\* \\.;*x* . |",
                "`a_b` ```c```;a_b c | code 0 3, pre 4 1",
                "[link](http://x.com/a\\)b);link | text_link 0 4{\"url\":\"http://x.com/a)b\"}",
                "[x\\.com];x.com | text_link 0 5{\"url\":\"http://x.com/\"}",
                "[Ann](tg://user?id=7);Ann | text_mention 0 3{\"user\":{\"id\":7}}",
                "![e](tg://emoji?id=5);e | custom_emoji 0 1{\"custom_emoji_id\":\"5\"}",
                "![d](tg://time?unix=9&format=t);d | date_time 0 1{\"unix_time\":9,\"date_time_format\":\"t\"}",
                "\ud83d\ude00*\ud83d\ude00*;\ud83d\ude00\ud83d\ude00 | bold 2 2",
                ">quote;quote | blockquote 0 5",
                ">quote||;quote | expandable_blockquote 0 5",
                "a.b;Bad Request: can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'",
                "a!;Bad Request: can't parse entities: Character '!' is reserved and must be escaped with the preceding '\\'",
                "a|b;Bad Request: can't parse entities: Character '|' is reserved and must be escaped with the preceding '\\'",
                "a > b;Bad Request: can't parse entities: Character '>' is reserved and must be escaped with the preceding '\\'",
                "\u00e4*b;Bad Request: can't parse entities: Can't find end of Bold entity at byte offset 2",
                "a_b;Bad Request: can't parse entities: Can't find end of Italic entity at byte offset 1",
                "```java x;Bad Request: can't parse entities: Can't find end of PreCode entity at byte offset 0",
                "[a](b;Bad Request: can't parse entities: Can't find end of a URL at byte offset 4",
                "![a];Bad Request: can't parse entities: The entity must contain a tg://emoji or tg://time URL",
                "![a](x);Bad Request: can't parse entities: Invalid tg://emoji or tg://time URL specified",
            })
    void markdownV2(String text, String expected) {
        assertThat(markdownV2(text).strip()).isEqualTo(expected);
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

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "*b* _i_ `c`;b i c | bold 0 1, italic 2 1, code 4 1",
                "a\\_b;a_b |",
                "[x](http://y.com);x | text_link 0 1{\"url\":\"http://y.com/\"}",
                "a.b!;a.b! |",
                "\u00e4 a_b;Bad Request: can't parse entities: Can't find end of the entity starting at byte offset 4",
                "[x](http://y.com;x | text_link 0 1{\"url\":\"http://y.com/\"}",
                "[x;Bad Request: can't parse entities: Can't find end of the entity starting at byte offset 0",
            })
    void markdown(String text, String expected) {
        assertThat(markdown(text).strip()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "hi @some_user!;mention 3 10",
                "a@user @abc @gif;mention 12 4",
                "#tag #123 x#y #a#b \u0446#\u0442 #\u0442\u0435\u0433_1;hashtag 0 4, hashtag 23 6",
                "$USD $usd;cashtag 0 4",
                "/start now /help@some_bot;bot_command 0 6, bot_command 11 14",
                "a/b /x/y //z </q>;",
                "see x.com, https://y.test/a_(b). ok;url 4 5, url 11 20",
                "http://192.0.2.1:80/x 1.2 file.txt v1.5;url 0 21",
                "spam.example/buy?x=1! \u043c\u043e\u0441\u043a\u0432\u0430.\u0440\u0444;url 0 20, url 22 9",
                "mail me.you+x@mail.com now;email 5 17",
                "\ud83d\ude00 x.com;url 3 5",
                "plain text;",
            })
    void findsInPlainText(String text, String expected) {
        assertThat(Formatting.plain(text).entities().stream()
                        .map(FormattingTest::shown)
                        .collect(Collectors.joining(", ")))
                .isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void whatIsFoundDoesNotReachIntoWhatIsGiven() {
        assertThat(html("<code>x.com</code> y.com <b>/go</b>"))
                .isEqualTo("x.com y.com /go | code 0 5, url 6 5, bot_command 12 3, bold 12 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                "[{\"type\":\"bold\",\"offset\":0,\"length\":2}]~hello | bold 0 2",
                "[{\"type\":\"mention\",\"offset\":0,\"length\":2}]~hello |",
                "[{\"type\":\"bold\",\"offset\":0,\"length\":0}]~hello |",
                "[{\"type\":\"text_link\",\"offset\":0,\"length\":1,\"url\":\"x.com\"}]~hello | text_link 0 1{\"url\":\"http://x.com/\"}",
                "[{\"type\":\"bold\",\"offset\":0,\"length\":3},{\"type\":\"bold\",\"offset\":2,\"length\":3}]~hello | bold 0 5",
                "[{\"type\":\"bold\",\"offset\":0,\"length\":3},{\"type\":\"italic\",\"offset\":2,\"length\":3}]~hello | bold 0 2, italic 2 3, bold 2 1",
                "[{\"type\":\"code\",\"offset\":0,\"length\":3},{\"type\":\"bold\",\"offset\":1,\"length\":1}]~hello | code 0 3",
                "[{\"type\":\"bold\",\"offset\":3,\"length\":9}]~Bad Request: entity beginning at UTF-16 offset 3 ends after the end of the text at UTF-16 offset 12",
                "[{\"type\":\"bold\",\"offset\":9,\"length\":1}]~Bad Request: entity begins after the end of the text at UTF-16 offset 9",
                "[{\"type\":\"bold\",\"offset\":-1,\"length\":1}]~Bad Request: receive an entity with incorrect offset -1",
                "[{\"type\":\"bold\",\"offset\":0}]~Bad Request: can't parse MessageEntity: Can't find field \"length\"",
                "[{\"type\":\"bold\",\"offset\":\"x\",\"length\":1}]~Bad Request: can't parse MessageEntity: Field \"offset\" must be a valid Number",
                "[{\"type\":\"loud\",\"offset\":0,\"length\":1}]~Bad Request: can't parse MessageEntity: Unsupported type specified",
                "[7]~Bad Request: can't parse MessageEntity: expected an Object",
                "[{\"type\":\"text_link\",\"offset\":0,\"length\":1,\"url\":\"x\"}]~Bad Request: entity URL 'x' is invalid: Wrong HTTP URL",
            })
    void givenEntities(String entities, String expected) {
        assertThat(withEntities("hello", entities).strip()).isEqualTo(expected);
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
        Checked<FormattedText> read = Formatting.read(
                "<pre><code class=\"language-x\">a</code></pre><a href=\"x.com\">b</a><blockquote expandable>c</blockquote>",
                "html",
                List.of());

        assertThat(read)
                .isInstanceOfSatisfying(
                        Checked.Valid.class,
                        valid -> assertThat(BotApiTypes.problems(
                                        "Array of MessageEntity",
                                        Tl.of(((FormattedText) valid.value()).entitiesForBots())))
                                .isEmpty());
    }
}
