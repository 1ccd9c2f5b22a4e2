package dev.heatup.sandbox.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BotApiTypesTest {

    private static Tl json(String text) {
        return TlJson.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> problems(String type, String value) {
        return BotApiTypes.problems(type, json(value));
    }

    @Test
    void aValueOfItsTypeHasNoProblems() {
        assertThat(
                        problems(
                                "Update",
                                "{\"update_id\":1,\"message\":{\"message_id\":1,\"date\":2,\"chat\":{\"id\":3,\"type\":\"private\"}}}"))
                .isEmpty();
    }

    @Test
    void missingWrongAndUnknownFieldsAreAllFound() {
        assertThat(problems("User", "{\"id\":\"1\",\"is_bot\":true,\"label\":\"spam\"}"))
                .containsExactlyInAnyOrder(
                        "User.first_name: missing", "User.id: not an Integer", "User.label: unknown");
    }

    @Test
    void aPathLeadsToWhatIsWrong() {
        assertThat(problems(
                        "Array of Update", "[{\"update_id\":1,\"message\":{\"message_id\":1,\"date\":2,\"chat\":{}}}]"))
                .containsExactly(
                        "Array of Update[0].message.chat.id: missing", "Array of Update[0].message.chat.type: missing");
    }

    @Test
    void theConstantFieldDecidesWhichTypeIsMeant() {
        assertThat(problems(
                        "ChatMember",
                        "{\"status\":\"member\",\"user\":{\"id\":1,\"is_bot\":false,\"first_name\":\"A\"}}"))
                .isEmpty();
        assertThat(problems(
                        "ChatMember",
                        "{\"status\":\"creator\",\"user\":{\"id\":1,\"is_bot\":false,\"first_name\":\"A\"}}"))
                .containsExactly("ChatMember.is_anonymous: missing");
    }

    @Test
    void aResultMayHaveAnyOfTheTypesOfItsMethod() {
        assertThat(BotApiTypes.problemsOfResult("editMessageText", Tl.of(true))).isEmpty();
        assertThat(BotApiTypes.problemsOfResult("getme", Tl.of(true))).containsExactly("result: not a User");
        assertThat(BotApiTypes.problemsOfResult("nothing", Tl.of(true))).containsExactly("no method nothing");
    }

    @Test
    void everyDeclaredTypeIsKnown() {
        BotApi api = BotApi.get();

        assertThat(api.methodNames())
                .allSatisfy(name -> assertThat(
                                api.method(name).orElseThrow().fields().values())
                        .allSatisfy(field -> assertThat(field.types()).allSatisfy(BotApiTypesTest::isKnown)));
    }

    private static void isKnown(BotApiType type) {
        switch (type) {
            case BotApiType.Array(BotApiType of) -> isKnown(of);
            case BotApiType.Named(String name) ->
                assertThat(ParameterDecoder.isScalar(name)
                                || BotApi.get().type(name).isPresent())
                        .as(name)
                        .isTrue();
        }
    }
}
