package dev.heatup.sandbox.botapi.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookTargetTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    http://127.0.0.1:9/hook?a=b, /hook?a=b
                    http://127.0.0.1:9, /
                    http://127.0.0.1:9//, //
                    http://127.0.0.1:9//a:b?c, //a:b?c
                    http://127.0.0.1:9/привет, /%D0%BF%D1%80%D0%B8%D0%B2%D0%B5%D1%82
                    """)
    void aPathGoesIntoTheRequestLineAsItIs(String url, String path) {
        assertThat(WebhookTarget.of(url)).map(WebhookTarget::path).contains(path);
    }

    @Test
    void halfACharacterIsInNoUrl() {
        assertThat(WebhookTarget.of("http://127.0.0.1:9/hook\uDC4D")).isEmpty();
    }
}
