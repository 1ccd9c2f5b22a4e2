package dev.heatup.sandbox.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BotCallReaderTest {

    private static Tl.Obj json(String text) {
        return (Tl.Obj) TlJson.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ParseResult<BotCall> read(String method, String given) {
        return BotCallReader.read(method, json(given).fields(), Map.of());
    }

    private static String params(String method, String given) {
        return switch (read(method, given)) {
            case ParseResult.Valid<BotCall>(BotCall call) ->
                new String(TlJson.write(call.params()), StandardCharsets.UTF_8);
            case ParseResult.Invalid<BotCall>(BotReply.Refused refused) -> refused.description();
        };
    }

    @Test
    void theDescribedVersionIsBotApi101() {
        assertThat(BotApi.get().version()).isEqualTo("10.1");
        assertThat(BotApi.get().methodNames()).hasSize(180).contains("sendMessage");
    }

    @Test
    void methodsAreFoundInAnyCase() {
        assertThat(read("SENDmessage", "{\"chat_id\":1,\"text\":\"x\"}"))
                .isInstanceOfSatisfying(
                        ParseResult.Valid.class,
                        valid -> assertThat(((BotCall) valid.value()).method()).isEqualTo("sendMessage"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"7\""})
    void theFormerParametersOfAReplyStillCount(String id) {
        assertThat(params(
                        "sendMessage",
                        "{\"chat_id\":1,\"text\":\"x\",\"reply_to_message_id\":" + id
                                + ",\"allow_sending_without_reply\":\"true\"}"))
                .contains("\"reply_parameters\":{\"message_id\":7,\"allow_sending_without_reply\":true}");
    }

    @Test
    void anUnknownMethodIsNotFound() {
        assertThat(read("sendNothing", "{}"))
                .isEqualTo(new ParseResult.Invalid<>(BotReply.refused(404, "Not Found: method not found")));
    }

    @Test
    void textsFromAQueryGetTheDeclaredTypes() {
        assertThat(params("sendMessage", """
                        {"chat_id":"-100123","text":"12","disable_notification":"true","message_thread_id":"7",
                         "link_preview_options":"{\\"is_disabled\\":true,\\"later\\":1}"}"""))
                .isEqualTo("{\"message_thread_id\":7,\"text\":\"12\",\"link_preview_options\":{\"is_disabled\":true},"
                        + "\"disable_notification\":true,\"chat_id\":-100123}");
    }

    @Test
    void valuesFromJsonGetTheDeclaredTypesToo() {
        assertThat(params("sendMessage", "{\"chat_id\":\"@news\",\"text\":12,\"protect_content\":true}"))
                .isEqualTo("{\"text\":\"12\",\"protect_content\":true,\"chat_id\":\"@news\"}");
    }

    @Test
    void unknownParametersAreLeftAside() {
        assertThat(params("getMe", "{\"foo\":1}")).isEqualTo("{}");
    }

    @Test
    void nullCountsAsNotGiven() {
        assertThat(params("sendMessage", "{\"chat_id\":1,\"text\":\"x\",\"reply_markup\":null}"))
                .isEqualTo("{\"text\":\"x\",\"chat_id\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sendMessage|{}|Bad Request: message text is empty",
                "sendMessage|{\"text\":\"\"}|Bad Request: message text is empty",
                "sendMessage|{\"text\":\"x\"}|Bad Request: chat_id is empty",
                "sendMessage|{\"text\":\"x\",\"chat_id\":1,\"reply_markup\":\"{\"}|Bad Request: can't parse reply keyboard markup JSON object",
                "sendMessage|{\"text\":\"x\",\"chat_id\":1,\"reply_markup\":\"[]\"}|Bad Request: object expected as reply markup",
                "sendMessage|{\"text\":\"x\",\"chat_id\":1,\"reply_parameters\":\"{\"}|Bad Request: can't parse reply parameters JSON object",
                "sendMessage|{\"text\":\"x\",\"chat_id\":1,\"reply_parameters\":[]}|Bad Request: object expected as reply parameters",
                "sendMessage|{\"text\":\"x\",\"chat_id\":1,\"reply_parameters\":{\"chat_id\":2}}|Bad Request: can't find field \"message_id\"",
                "deleteMessage|{}|Bad Request: chat identifier is not specified",
                "deleteMessage|{\"chat_id\":1}|Bad Request: message identifier is not specified",
                "deleteMessage|{\"chat_id\":1,\"message_id\":\"abc\"}|Bad Request: message identifier is not specified",
                "deleteMessages|{\"chat_id\":1}|Bad Request: message identifiers are not specified",
                "deleteMessages|{\"chat_id\":1,\"message_ids\":[0]}|Bad Request: invalid message identifier specified",
                "deleteMessages|{\"chat_id\":1,\"message_ids\":{}}|Bad Request: message identifiers are not specified",
                "banChatMember|{\"chat_id\":1,\"user_id\":\"me\"}|Bad Request: invalid user_id specified",
                "forwardMessage|{\"chat_id\":1,\"message_id\":1}|Bad Request: parameter \"from_chat_id\" is required",
                "editMessageText|{\"text\":\"x\"}|Bad Request: message identifier is not specified",
                "editMessageText|{\"chat_id\":1,\"message_id\":1}|Bad Request: message text is empty",
                "editMessageText|{\"text\":\"x\",\"message_id\":1}|Bad Request: chat_id is empty",
                "sendPhoto|{\"chat_id\":1}|Bad Request: there is no photo in the request",
                "sendChatAction|{\"chat_id\":1}|Bad Request: wrong parameter action in request",
                "getFile|{}|Bad Request: file_id not specified",
                "answerCallbackQuery|{}|Bad Request: query is too old and response timeout expired or query ID is invalid",
                "setMyCommands|{\"commands\":\"x\"}|Bad Request: can't parse commands JSON object",
                "setMyCommands|{\"commands\":{\"a\":1}}|Bad Request: expected an Array of BotCommand",
                "setMyCommands|{\"commands\":[{\"command\":\"a\"}]}|Bad Request: can't parse BotCommand: Can't find field \"description\"",
                "setMyCommands|{\"commands\":[],\"scope\":{\"type\":\"x\"}}|Bad Request: can't parse BotCommandScope: Unsupported type specified",
                "setMessageReaction|{\"chat_id\":1,\"message_id\":1,\"reaction\":[{\"type\":\"x\"}]}|Bad Request: can't parse ReactionType: invalid reaction type specified",
                "setChatPermissions|{\"chat_id\":1,\"permissions\":\"x\"}|Bad Request: can't parse permissions JSON object",
                "restrictChatMember|{\"chat_id\":1,\"user_id\":2,\"permissions\":{\"can_send_messages\":\"yes\"}}|Bad Request: can't parse chat permissions: Field \"can_send_messages\" must be of type Boolean",
                "sendMediaGroup|{\"chat_id\":1,\"media\":[{\"type\":\"nothing\",\"media\":\"x\"}]}|Bad Request: can't parse InputMedia: type \"nothing\" is unsupported",
            })
    void mistakesAreToldInTelegramsWords(String method, String given, String description) {
        assertThat(params(method, given)).isEqualTo(description);
    }

    @Test
    void aFileThatComesWithTheCallIsReferredToByItsName() {
        ParseResult<BotCall> read = BotCallReader.read(
                "sendDocument",
                Map.of("chat_id", Tl.of("5")),
                Map.of("document", new UploadedFile("a.pdf", "application/pdf", 9)));

        assertThat(read).isInstanceOfSatisfying(ParseResult.Valid.class, valid -> {
            BotCall call = (BotCall) valid.value();
            assertThat(call.params().text("document")).contains("attach://document");
            assertThat(call.upload("attach://document")).map(UploadedFile::size).contains(9L);
            assertThat(call.upload("attach://other")).isEmpty();
        });
    }

    @Test
    void anAlbumKeepsItsKindsOfMedia() {
        assertThat(params(
                        "sendMediaGroup",
                        "{\"chat_id\":1,\"media\":[{\"type\":\"photo\",\"media\":\"attach://a\",\"has_spoiler\":true},"
                                + "{\"type\":\"document\",\"media\":\"id\"}]}"))
                .isEqualTo("{\"media\":[{\"type\":\"photo\",\"media\":\"attach://a\",\"has_spoiler\":true},"
                        + "{\"type\":\"document\",\"media\":\"id\"}],\"chat_id\":1}");
    }

    @Test
    void nestedValuesGetTheirTypesToo() {
        assertThat(params("sendMessage", """
                        {"chat_id":1,"text":"x",
                         "reply_parameters":{"message_id":"5","chat_id":"-100","quote":7,"allow_sending_without_reply":true}}"""))
                .isEqualTo("{\"text\":\"x\",\"reply_parameters\":{\"message_id\":5,\"chat_id\":-100,"
                        + "\"allow_sending_without_reply\":true,\"quote\":\"7\"},\"chat_id\":1}");
        assertThat(params("sendLocation", "{\"chat_id\":1,\"latitude\":\"1.5\",\"longitude\":2,\"heading\":\"x\"}"))
                .isEqualTo("{\"latitude\":1.5,\"longitude\":2.0,\"heading\":0,\"chat_id\":1}");
        assertThat(params(
                        "setMessageReaction",
                        "{\"chat_id\":1,\"message_id\":2,\"reaction\":[{\"type\":\"emoji\",\"emoji\":\"a\"}]}"))
                .isEqualTo("{\"message_id\":2,\"reaction\":[{\"type\":\"emoji\",\"emoji\":\"a\"}],\"chat_id\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"message_id\":\"x\"}|Bad Request: field \"message_id\" must be a Number",
                "{\"message_id\":1,\"quote\":[]}|Bad Request: field \"quote\" must be of type String",
                "{\"message_id\":1,\"chat_id\":true}|Bad Request: field \"chat_id\" must be of type String",
                "{\"message_id\":1,\"quote_entities\":{}}|Bad Request: field \"quote_entities\" must be of type Array",
                "{}|{\"text\":\"x\",\"chat_id\":1}",
            })
    void nestedMistakesNameTheirField(String replyParameters, String expected) {
        assertThat(params("sendMessage", "{\"chat_id\":1,\"text\":\"x\",\"reply_parameters\":" + replyParameters + "}"))
                .isEqualTo(expected);
    }

    @Test
    void wrongAllowedUpdatesAreIgnored() {
        assertThat(params("getUpdates", "{\"allowed_updates\":\"message\",\"limit\":\"5\"}"))
                .isEqualTo("{\"limit\":5}");
    }
}
