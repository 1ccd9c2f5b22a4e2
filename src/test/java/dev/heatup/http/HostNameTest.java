package dev.heatup.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {

    @ParameterizedTest
    @CsvSource({
        "localhost, localhost",
        "LocalHost:8080, localhost",
        "localhost., localhost",
        "a.Test.:1, a.test",
        "127.0.0.1:, 127.0.0.1",
        "'[::1]:80', 0:0:0:0:0:0:0:1",
        "'[::FFFF:127.0.0.1]', 127.0.0.1"
    })
    void aHeaderIsAHostWithAPortOrWithout(String value, String expected) {
        assertThat(HostName.ofHeader(value))
                .hasValueSatisfying(host -> assertThat(host.text()).isEqualTo(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":80",
                ".",
                "a..b",
                "a b",
                "a,b",
                "u@localhost",
                "localhost:80:80",
                "localhost:x",
                "localhost:123456",
                "::1",
                "[::1",
                "[::1]x",
                "[127.0.0.1]",
                "[localhost]",
                "[::1%lo]",
                "256.0.0.1",
                "\u212Aelvin",
                "localhost\uff0e"
            })
    void whatIsNoHostIsNone(String value) {
        assertThat(HostName.ofHeader(value)).isEmpty();
    }

    @Test
    void spellingsOfOneHostAreEqual() {
        assertThat(HostName.of("fd00::7")).isEqualTo(HostName.of("[FD00:0:0::7]"));
        assertThat(HostName.of("Bots.Test")).isEqualTo(HostName.of("bots.test."));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "127.255.0.1, true",
        "::1, true",
        "::ffff:127.0.0.1, true",
        "0.0.0.0, false",
        "::, false",
        "10.0.0.1, false",
        "a.localhost, false",
        "127.1, false",
        "2130706433, false",
        "127.0.0.1.nip.test, false"
    })
    void loopbackIsWhatNoNameServiceDecides(String host, boolean expected) {
        assertThat(HostName.of(host).filter(HostName::isLoopback).isPresent()).isEqualTo(expected);
    }
}
