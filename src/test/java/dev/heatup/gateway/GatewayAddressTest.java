package dev.heatup.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayAddressTest {

    @ParameterizedTest
    @CsvSource({
        "http://h.example/gate, http://h.example/gate",
        "HTTP://H.Example:80/gate/, http://h.example/gate",
        "https://h.example.:443//, https://h.example",
        "https://h.example:80/Gate, https://h.example:80/Gate",
        "http://[::1]:8082/a/../gateway, http://[::1]:8082/gateway",
    })
    void spellingsOfOnePlaceHaveOneName(String text, String name) {
        assertThat(GatewayAddress.of(text).canonical()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:9000, http://localhost:9000/sessions",
        "http://localhost:9000/, http://localhost:9000/sessions",
        "https://gw.example/tg/v1//, https://gw.example/tg/v1/sessions",
        "HTTP://127.0.0.1:8080/gateway, HTTP://127.0.0.1:8080/gateway/sessions",
        "http://[::1]:8080, http://[::1]:8080/sessions",
        "http://nottelegram.org, http://nottelegram.org/sessions",
        "http://telegram.org.example, http://telegram.org.example/sessions",
        "http://gateway.t.me.example, http://gateway.t.me.example/sessions",
        "http://gateway.2nd-team.example, http://gateway.2nd-team.example/sessions",
    })
    void anAddressKeepsItsPath(String text, String sessions) {
        assertThat(GatewayAddress.of(text).at("/sessions")).hasToString(sessions);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://telegram.org",
                "https://api.telegram.org",
                "https://API.Telegram.ORG/bot",
                "https://api.telegram.org.",
                "https://api.telegram.org.:443/",
                "http://a.b.c.telegram.org:8080/gateway",
                "https://venus.web.telegram.org/apiws",
                "https://t.me",
                "https://telegram.me",
                "https://telegram.dog",
                "https://149.154.167.220",
                "http://149.154.167.40:443",
                "http://91.108.56.130",
                "http://[2001:67c:4e8:f002::a]",
                "http://[2001:067c:04e8:f002:0:0:0:000a]:80/",
                "http://[::ffff:149.154.167.220]",
            })
    void telegramsOwnHostsAreRefusedHoweverTheyAreWritten(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatewayAddress.of(text))
                .withMessageContaining("Telegram's own");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2509940700",
                "http://0x959aa7dc",
                "http://149.10135516",
                "http://0225.0232.0247.0334",
                "http://149.154.167.0xdc",
                "http://[2001:67c:4e8:f002::a%25eth0]",
                "http://api%2Etelegram.org",
                "http://api\u3002telegram\u3002org",
                "http://api.telegram.org..",
                "http://my_gateway:8080",
            })
    void ambiguousHostsAreRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> GatewayAddress.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:9000",
                "//localhost",
                "/gateway",
                "ftp://gw.example",
                "file:///etc/passwd",
                "http://",
                "http:///gateway",
                "http://user:secret@gw.example",
                "http://api.telegram.org@gw.example",
                "http://gw.example?x=1",
                "http://gw.example/#x",
                "http://gw.example:0",
                "http://gw.example:70000",
                "http://gw.example/a b",
                "http:gw.example",
            })
    void whatIsNoPlainHttpAddressIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatewayAddress.of(text))
                .withMessageStartingWith("a gateway")
                .withMessageNotContaining("secret");
    }
}
