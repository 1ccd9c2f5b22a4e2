package dev.heatup.sandbox.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.heatup.telegram.Tl;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a bot sends is formatted or refused; what comes out keeps the promises of {@link FormattedText}. */
class FormattingOfAnythingTest {

    private static final int TEXTS = 4000;

    private static final List<EntityType> TYPES = List.of(EntityType.values());

    private static final List<String> PIECES = List.of(
            "*",
            "_",
            "__",
            "~",
            "|",
            "||",
            "`",
            "```",
            "[",
            "]",
            "(",
            ")",
            "!",
            ">",
            "\n",
            "\r",
            "\\",
            " ",
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<pre>",
            "</pre>",
            "<code class=\"language-x\">",
            "</code>",
            "<blockquote expandable>",
            "</blockquote>",
            "<a href=\"x.com\">",
            "</a>",
            "<",
            "&",
            "&lt;",
            "&#x1F600;",
            "&#xD800;",
            "=",
            "\"",
            "'",
            "/",
            "x.com",
            "@some_user",
            "#tag",
            "/start",
            "a",
            "\u00e4",
            "\ud83d\ude00",
            "\ud83d",
            "tg://user?id=5",
            "\u202e",
            "tg://emoji?id=5",
            "http://",
            "me@x.com",
            "$USD",
            "\0",
            "java\n");

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(1, 24), 0, PIECES.size()).forEach(i -> text.append(PIECES.get(i)));
        return text.toString();
    }

    private static List<Tl> entities(Random random, String text) {
        List<Tl> entities = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            EntityType type = TYPES.get(random.nextInt(TYPES.size()));
            entities.add(Tl.object()
                    .with("type", type.botName())
                    .with("offset", random.nextInt(text.length() + 1))
                    .with("length", random.nextInt(text.length() + 1))
                    .with("url", "x.com")
                    .with("custom_emoji_id", "5")
                    .with("unix_time", 5)
                    .with("user", Tl.object().with("id", 1).build())
                    .build());
        }
        return entities;
    }

    private static void keepsItsPromises(FormattedText text) {
        assertThat(text.text()).isEqualTo(text.text().replaceAll("[ \n]+$", ""));
        assertThat(text.entities()).isSorted().allSatisfy(entity -> {
            assertThat(entity.length()).isPositive();
            assertThat(entity.end()).isLessThanOrEqualTo(text.text().length());
            assertThat(cutsCharacter(text.text(), entity.offset())).isFalse();
            assertThat(cutsCharacter(text.text(), entity.end())).isFalse();
        });
        // A text_mention's user is completed by the network.
        List<Tl.Obj> forBots = text.entities().stream()
                .filter(entity -> entity.type() != EntityType.TEXT_MENTION)
                .map(Entity::forBots)
                .toList();
        assertThat(BotApiTypes.problems("Array of MessageEntity", Tl.of(forBots)))
                .isEmpty();
    }

    private static boolean cutsCharacter(String text, int place) {
        return place < text.length()
                && place > 0
                && Character.isLowSurrogate(text.charAt(place))
                && Character.isHighSurrogate(text.charAt(place - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "html", "markdown", "markdownv2"})
    void randomTextsAreFormattedOrRefused(String mode) {
        for (int seed = 0; seed < TEXTS; seed++) {
            Random random = new Random(seed);
            String text = text(random);
            List<Tl> entities = entities(random, text);
            assertThatCode(() -> {
                        if (Formatting.read(text, mode, entities)
                                instanceof ParseResult.Valid<FormattedText>(FormattedText valid)) {
                            keepsItsPromises(valid);
                        }
                    })
                    .as("seed %d, %s", seed, text)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void theLongestTextsDoNotExhaustAnything() {
        List<String> hard =
                List.of("a.", "!", "a", "#a", "a@", "a.a@a.", "/a", "(", "http://a.a/(", "a+", "@a", "-.", "\u00e4.");
        IntStream.range(0, hard.size()).forEach(i -> {
            String piece = hard.get(i);
            keepsItsPromises(Formatting.plain(piece.repeat(Math.min(32_000 / piece.length(), 16_000))));
        });
        assertThat(Formatting.read("<b>".repeat(5000) + "x" + "</b>".repeat(1), "html", List.of()))
                .isInstanceOf(ParseResult.Invalid.class);
    }
}
