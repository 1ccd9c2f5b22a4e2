package dev.heatup.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "2001:b28:f23d:f001::e, 2001:0b28:f23d:f001:0000:0000:0000:000e",
        "2001:b28:f23d:f001::e, 2001:B28:F23D:F001:0:0:0:E",
        "::1, 0:0:0:0:0:0:0:1",
        "::, 0:0:0:0:0:0:0:0",
        "1::, 1:0:0:0:0:0:0:0",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::ffff:10.0.0.1, 10.0.0.1",
        "::ffff:a00:1, 10.0.0.1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    })
    void oneAddressInTwoNotationsIsTheSame(String one, String other) {
        assertThat(IpAddress.of(one)).isEqualTo(IpAddress.of(other));
    }

    @Test
    void differentAddressesDiffer() {
        assertThat(IpAddress.of("::1")).isNotEqualTo(IpAddress.of("1::"));
        assertThat(IpAddress.of("::10.0.0.1")).isNotEqualTo(IpAddress.of("10.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "localhost",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                "1.2.3.256",
                "1.2.3.4444",
                "01.2.3.4",
                "0x7f.0.0.1",
                "127.1",
                "2130706433",
                "-1.2.3.4",
                "+1.2.3.4",
                "1.2.3.4 ",
                "1.2.3.4:443",
                "١.٢.٣.٤",
                ":",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2:3:4:5:6:7:8",
                "1::2::3",
                ":1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:",
                "1:",
                "::1:",
                "12345::",
                "::g",
                "::-1",
                "[::1]",
                "fe80::1%eth0",
                "::1.2.3",
                "::1.2.3.4:5",
                "1.2.3.4::",
            })
    void whatIsNoAddressIsNotTakenForOne(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.255.255.255, 10.0.0.0/8, true",
        "11.0.0.0, 10.0.0.0/8, false",
        "172.31.255.255, 172.16.0.0/12, true",
        "172.32.0.0, 172.16.0.0/12, false",
        "fdff::1, fc00::/7, true",
        "fe00::1, fc00::/7, false",
        "::1, ::1/128, true",
        "::2, ::1/128, false",
        "10.0.0.1, fc00::/7, false",
    })
    void aNetworkHoldsWhatSharesItsPrefix(String address, String network, boolean inside) {
        assertThat(IpAddress.of(address).in(IpAddress.Network.of(network))).isEqualTo(inside);
    }
}
