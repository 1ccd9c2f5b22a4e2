package dev.heatup.sandbox.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BotTokenTest {

    @Test
    void numberAndSecretAreReadFromAToken() {
        assertThat(BotToken.parse("123456:AAF-x_1")).contains(new BotToken(new BotId(123_456), "AAF-x_1"));
    }

    @Test
    void theSecretIsNeverShown() {
        assertThat(BotToken.parse("1:topsecret")).get().asString().isEqualTo("1:(secret)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "123",
                ":a",
                "1:",
                "0123:a",
                "12a:b",
                "-1:a",
                "1:a/b",
                "1:a b",
                "1:ä",
                "18014398509481984:a",
                "99999999999999999999:a",
                "1:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void whatIsNotWellFormedIsNoToken(String token) {
        assertThat(BotToken.parse(token)).isEmpty();
    }

    @Test
    void aTokenMayHaveEightyCharacters() {
        assertThat(BotToken.parse("1:" + "a".repeat(78))).isPresent();
    }
}
