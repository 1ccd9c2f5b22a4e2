package dev.heatup.sandbox.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyboardParserTest {

    private static Tl json(String text) {
        return TlJson.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String shown(ParseResult<Optional<Keyboard>> parseResult) {
        return switch (parseResult) {
            case ParseResult.Valid<Optional<Keyboard>>(Optional<Keyboard> keyboard) ->
                keyboard.map(Keyboard::forUsers)
                        .map(markup -> new String(TlJson.write(markup), StandardCharsets.UTF_8))
                        .orElse("nothing");
            case ParseResult.Invalid<Optional<Keyboard>>(BotReply.Refused refused) -> refused.description();
        };
    }

    private static String read(String markup) {
        return shown(KeyboardParser.read(json(markup)));
    }

    private static String button(String button) {
        return read("{\"inline_keyboard\":[[" + button + "]]}")
                .replace("{\"_\":\"replyInlineMarkup\",\"rows\":[{\"_\":\"keyboardButtonRow\",\"buttons\":[", "")
                .replace("]}]}", "");
    }

    private static Keyboard keyboard(String markup) {
        return switch (KeyboardParser.read(json(markup))) {
            case ParseResult.Valid<Optional<Keyboard>>(Optional<Keyboard> keyboard) -> keyboard.orElseThrow();
            case ParseResult.Invalid<Optional<Keyboard>>(BotReply.Refused refused) ->
                throw new AssertionError(refused.description());
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"text\":\"a\",\"callback_data\":\"x\"}|{\"_\":\"keyboardButtonCallback\",\"text\":\"a\",\"data\":\"x\"}",
                "{\"text\":\"a\",\"url\":\"x.com\"}|{\"_\":\"keyboardButtonUrl\",\"text\":\"a\",\"url\":\"http://x.com/\"}",
                "{\"text\":\"a\",\"url\":\"tg://user?id=5\"}|{\"_\":\"keyboardButtonUserProfile\",\"text\":\"a\",\"user_id\":5}",
                "{\"text\":\"a\",\"switch_inline_query\":\"q\"}|{\"_\":\"keyboardButtonSwitchInline\",\"text\":\"a\",\"query\":\"q\"}",
                "{\"text\":\"a\",\"switch_inline_query_current_chat\":\"\"}|{\"_\":\"keyboardButtonSwitchInline\",\"text\":\"a\",\"query\":\"\",\"same_peer\":true}",
                "{\"text\":\"a\",\"web_app\":{\"url\":\"https://x.com\"}}|{\"_\":\"keyboardButtonWebView\",\"text\":\"a\",\"url\":\"https://x.com/\"}",
                "{\"text\":\"a\",\"copy_text\":{\"text\":\"c\"}}|{\"_\":\"keyboardButtonCopy\",\"text\":\"a\",\"copy_text\":\"c\"}",
                "{\"text\":\"a\",\"pay\":true}|{\"_\":\"keyboardButtonBuy\",\"text\":\"a\"}",
                "{\"text\":\"\",\"callback_data\":\"x\"}|nothing",
                "{\"text\":\"a\"}|Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
                "{\"callback_data\":\"x\"}|Bad Request: can't parse inline keyboard button: Can't find field \"text\"",
                "{\"text\":\"a\",\"callback_data\":true}|Bad Request: can't parse inline keyboard button: Field \"callback_data\" must be of type String",
                "{\"text\":\"a\",\"callback_data\":\"x\",\"style\":\"loud\"}|Bad Request: can't parse inline keyboard button: invalid button style specified",
                "\"a\"|Bad Request: can't parse inline keyboard button: InlineKeyboardButton must be an Object",
                "{\"text\":\"a\",\"url\":\"x\"}|Bad Request: inline keyboard button URL 'x' is invalid: Wrong HTTP URL",
            })
    void inlineButtons(String button, String expected) {
        assertThat(button(button)).isEqualTo(expected);
    }

    @Test
    void callbackDataHasAtMostSixtyFourBytes() {
        assertThat(button("{\"text\":\"a\",\"callback_data\":\"" + "\u00e4".repeat(32) + "\"}"))
                .contains("Callback");
        assertThat(button("{\"text\":\"a\",\"callback_data\":\"" + "\u00e4".repeat(33) + "\"}"))
                .isEqualTo("Bad Request: BUTTON_DATA_INVALID");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{}|nothing",
                "{\"inline_keyboard\":[]}|nothing",
                "{\"inline_keyboard\":[[]]}|nothing",
                "[]|Bad Request: object expected as reply markup",
                "{\"inline_keyboard\":{}}|Bad Request: field \"inline_keyboard\" must be of type Array",
                "{\"inline_keyboard\":[{}]}|Bad Request: field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays",
                "{\"keyboard\":[\"a\"]}|Bad Request: field \"keyboard\" must be an Array of Arrays",
                "{\"keyboard\":[[1]]}|Bad Request: can't parse keyboard button: KeyboardButton must be a String or an Object",
                "{\"remove_keyboard\":true}|{\"_\":\"replyKeyboardHide\"}",
                "{\"remove_keyboard\":true,\"selective\":true}|{\"_\":\"replyKeyboardHide\",\"selective\":true}",
                "{\"force_reply\":true,\"input_field_placeholder\":\"p\"}|{\"_\":\"replyKeyboardForceReply\",\"placeholder\":\"p\"}",
                "{\"remove_keyboard\":\"yes\"}|Bad Request: field \"remove_keyboard\" must be of type Boolean",
            })
    void markups(String markup, String expected) {
        assertThat(read(markup)).isEqualTo(expected);
    }

    @Test
    void aKeyboardKeepsItsRowsAndFlags() {
        assertThat(
                        read(
                                "{\"keyboard\":[[\"a\",{\"text\":\"b\"}],[\"c\"]],\"resize_keyboard\":true,\"one_time_keyboard\":true}"))
                .isEqualTo("{\"_\":\"replyKeyboardMarkup\",\"resize\":true,\"single_use\":true,\"rows\":["
                        + "{\"_\":\"keyboardButtonRow\",\"buttons\":[{\"_\":\"keyboardButton\",\"text\":\"a\"},"
                        + "{\"_\":\"keyboardButton\",\"text\":\"b\"}]},"
                        + "{\"_\":\"keyboardButtonRow\",\"buttons\":[{\"_\":\"keyboardButton\",\"text\":\"c\"}]}]}");
    }

    @Test
    void aRequestForAContactIsForPrivateChats() {
        Keyboard keyboard = keyboard("{\"keyboard\":[[{\"text\":\"a\",\"request_contact\":true}]]}");

        assertThat(keyboard.outsidePrivateChats())
                .contains(BotReply.refused(400, "Bad Request: phone number can be requested in private chats only"));
        assertThat(keyboard("{\"keyboard\":[[\"a\"]]}").outsidePrivateChats()).isEmpty();
    }

    @Test
    void botsGetBackInlineKeyboardsAlone() {
        Keyboard inline = keyboard("{\"inline_keyboard\":[[{\"text\":\"a\",\"callback_data\":\"x\",\"foo\":1}]]}");

        assertThat(inline.forBots())
                .contains((Tl.Obj) json("{\"inline_keyboard\":[[{\"text\":\"a\",\"callback_data\":\"x\"}]]}"));
        assertThat(BotApiTypes.problems("InlineKeyboardMarkup", inline.forBots().orElseThrow()))
                .isEmpty();
        assertThat(keyboard("{\"keyboard\":[[\"a\"]]}").forBots()).isEmpty();
    }

    @Test
    void someMethodsTakeInlineKeyboardsAlone() {
        assertThat(shown(KeyboardParser.readInline(json("{\"keyboard\":[[\"a\"]]}"))))
                .isEqualTo("Bad Request: inline keyboard expected");
        assertThat(shown(KeyboardParser.readInline(json("{}")))).isEqualTo("nothing");
    }

    @Test
    void buttonsBeyondTheBoundsAreLeftAside() {
        String row = String.join(",", Collections.nCopies(13, "{\"text\":\"a\",\"callback_data\":\"x\"}"));
        String rows = String.join(",", Collections.nCopies(40, "[" + row + "]"));

        assertThat(keyboard("{\"inline_keyboard\":[" + rows + "]}").forUsers().list("rows"))
                .hasSize(25)
                .allSatisfy(kept -> assertThat(((Tl.Obj) kept).list("buttons")).hasSize(12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":-1,\"callback_data\":7}",
                "{\"text\":5,\"copy_text\":{\"text\":6},\"style\":null}",
                "{\"text\":5,\"web_app\":{\"url\":\"x.com\"},\"unknown\":[]}",
                "{\"text\":\"a\",\"switch_inline_query_chosen_chat\":{\"query\":7,\"allow_user_chats\":true}}",
                "{\"text\":\"a\",\"callback_game\":{}}"
            })
    void aButtonComesBackWithItsDeclaredTypes(String button) {
        Tl.Obj markup =
                keyboard("{\"inline_keyboard\":[[" + button + "]]}").forBots().orElseThrow();

        assertThat(BotApiTypes.problems("InlineKeyboardMarkup", markup)).isEmpty();
    }
}
