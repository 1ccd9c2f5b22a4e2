package dev.heatup.gateway;

import static dev.heatup.gateway.SampleConfigs.centre;
import static dev.heatup.gateway.SampleConfigs.withAddresses;
import static dev.heatup.gateway.SampleConfigs.withCentres;
import static dev.heatup.gateway.SampleConfigs.withoutCentres;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {

    private static final Caller CALLER = Caller.of("s1");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "149.154.175.10",
                "149.154.167.40",
                "149.154.175.117",
                "2001:b28:f23d:f001::e",
                "2001:67c:4e8:f002::e",
                "2001:b28:f23d:f003::e",
                "2001:0b28:f23d:f001:0000:0000:0000:000e",
                "2001:067C:04E8:F002:0000:0000:0000:000E",
                "::ffff:149.154.167.40",
            })
    void aPublishedTestAddressIsATestNetworkHoweverItIsWritten(String address) {
        assertThat(Guard.judge(withAddresses(address))).isEqualTo(new GuardVerdict.Test());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.255",
                "::1",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "fc00::1",
                "fd12:3456::1",
                "::ffff:192.168.1.1",
            })
    void aLocalAddressIsATestNetworkWhenItSaysSo(String address) {
        assertThat(Guard.judge(withAddresses(address))).isEqualTo(new GuardVerdict.Test());
    }

    @Test
    void allPublishedTestAddressesTogetherAreATestNetwork() {
        Tl config = withCentres(
                        centre(1, "149.154.175.10"),
                        centre(1, "2001:0b28:f23d:f001:0000:0000:0000:000e"),
                        centre(2, "149.154.167.40"),
                        centre(3, "149.154.175.117"))
                .with("dc_txt_domain_name", "tapv3.stel.com")
                .build();

        assertThat(Guard.judge(config)).isEqualTo(new GuardVerdict.Test());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The public network's own.
                "149.154.175.50",
                "149.154.167.51",
                "149.154.167.41",
                "91.108.56.130",
                "2001:b28:f23d:f001::a",
                "2001:67c:4e8:f002::a",
                // Names, also such as look like addresses or lead to local ones.
                "localhost",
                "test.example",
                "149.154.167.40.example",
                "0x7f000001",
                "2130706433",
                "127.1",
                "0127.0.0.1",
                "149.154.167.40 ",
                "149.154.167.40:443",
                "[::1]",
                "::1%lo",
                "",
                // Just outside the local networks, or local in another sense.
                "172.15.255.255",
                "172.32.0.1",
                "192.169.0.1",
                "11.0.0.1",
                "100.64.0.1",
                "0.0.0.0",
                "::",
                "fe80::1",
                "169.254.169.254",
                "::127.0.0.1",
                "64:ff9b::10.0.0.1",
                "::ffff:149.154.175.50",
            })
    void everyOtherAddressIsProduction(String address) {
        assertThat(Guard.judge(withAddresses(address))).isInstanceOf(GuardVerdict.Production.class);
    }

    @Test
    void onePublicAddressAmongTestOnesIsProduction() {
        assertThat(Guard.judge(withAddresses("149.154.167.40", "149.154.175.10", "149.154.167.51")))
                .isInstanceOf(GuardVerdict.Production.class);
        assertThat(Guard.judge(withAddresses("127.0.0.1", "8.8.8.8"))).isInstanceOf(GuardVerdict.Production.class);
    }

    @Test
    void testAndLocalAddressesMixedAreProduction() {
        assertThat(Guard.judge(withAddresses("149.154.167.40", "127.0.0.1")))
                .isInstanceOf(GuardVerdict.Production.class);
    }

    static Stream<Tl> notExactlyTrue() {
        return Stream.of(
                Tl.of(false),
                Tl.of("true"),
                Tl.of(1),
                new Tl.Decimal(1),
                new Tl.Null(),
                Tl.constructor("boolTrue").build(),
                Tl.of(List.of(Tl.of(true))));
    }

    @ParameterizedTest
    @MethodSource("notExactlyTrue")
    void aTestModeThatIsNotExactlyTrueIsProduction(Tl testMode) {
        Tl config = withCentres(centre(2, "149.154.167.40"))
                .with("test_mode", testMode)
                .build();

        assertThat(Guard.judge(config)).isInstanceOf(GuardVerdict.Production.class);
    }

    @Test
    void aMissingTestModeIsProduction() {
        Tl config = Tl.constructor("config")
                .with("this_dc", 2)
                .with("dc_options", List.of(centre(2, "149.154.167.40")))
                .build();

        assertThat(Guard.judge(config)).isInstanceOf(GuardVerdict.Production.class);
    }

    static Stream<Tl> withoutACentreOfItsOwn() {
        return Stream.of(
                withoutCentres().build(),
                withCentres().build(),
                withoutCentres().with("dc_options", "149.154.167.40").build(),
                withoutCentres().with("dc_options", centre(2, "149.154.167.40")).build(),
                withCentres(centre(1, "149.154.167.40")).build(),
                withCentres(centre(2, "149.154.167.40")).with("this_dc", 3).build(),
                withCentres(centre(2, "149.154.167.40")).with("this_dc", "2").build(),
                withCentres(centre(2, "149.154.167.40"))
                        .with("this_dc", new Tl.Decimal(2))
                        .build(),
                withCentres(centre(2, "149.154.167.40"))
                        .with("this_dc", new Tl.Null())
                        .build(),
                withCentres(Tl.object().with("ip_address", "149.154.167.40").build())
                        .with("this_dc", new Tl.Null())
                        .build());
    }

    @ParameterizedTest
    @MethodSource("withoutACentreOfItsOwn")
    void aConfigWithoutAnEntryForItsOwnCentreIsProduction(Tl config) {
        assertThat(Guard.judge(config)).isInstanceOf(GuardVerdict.Production.class);
    }

    @Test
    void anEntryThatIsNoObjectOrHasNoAddressIsProduction() {
        Tl.Obj good = centre(2, "149.154.167.40");
        assertThat(Guard.judge(withoutCentres()
                        .with("dc_options", List.of(good, Tl.of("149.154.167.40")))
                        .build()))
                .isInstanceOf(GuardVerdict.Production.class);
        assertThat(Guard.judge(
                        withCentres(good, Tl.object().with("id", 1).build()).build()))
                .isInstanceOf(GuardVerdict.Production.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"apv3.stel.com", "APV3.stel.com", "apv3.stel.com.", " apv3.stel.com"})
    void thePublicNetworksDomainIsProductionWhateverElseIsSaid(String domain) {
        Tl config = withCentres(centre(2, "149.154.167.40"))
                .with("dc_txt_domain_name", domain)
                .build();

        assertThat(Guard.judge(config)).isInstanceOf(GuardVerdict.Production.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tapv3.stel.com", "sandbox.test"})
    void aTestNetworksDomainIsATestNetwork(String domain) {
        Tl config = withCentres(centre(2, "149.154.167.40"))
                .with("dc_txt_domain_name", domain)
                .build();

        assertThat(Guard.judge(config)).isEqualTo(new GuardVerdict.Test());
    }

    static Stream<Tl> noTestDomain() {
        return Stream.concat(
                Stream.of(
                                "",
                                " ",
                                "tapv3.stel.com.",
                                " tapv3.stel.com",
                                "tapv3.stel.com\n",
                                "TAPV3.stel.com",
                                "Sandbox.test",
                                "x.tapv3.stel.com",
                                "tapv3.stel.com.example",
                                "tapv3..stel.com",
                                "tapv3.stel.com\u0000",
                                "\uFF54apv3.stel.com",
                                "tapv3\u3002stel\u3002com",
                                "t\u0430pv3.stel.com",
                                "apv3..stel.com",
                                "\uFF41pv3.stel.com",
                                "localhost")
                        .map(Tl::of),
                Stream.of(
                        new Tl.Null(),
                        Tl.of(true),
                        Tl.of(0),
                        new Tl.Decimal(0.5),
                        Tl.of(List.of()),
                        Tl.of(List.of(Tl.of("tapv3.stel.com"))),
                        Tl.object().build(),
                        Tl.object().with("_", "tapv3.stel.com").build()));
    }

    @ParameterizedTest
    @MethodSource("noTestDomain")
    void aDomainThatIsNotExactlyATestNetworksIsProduction(Tl domain) {
        Tl config = withCentres(centre(2, "149.154.167.40"))
                .with("dc_txt_domain_name", domain)
                .build();

        assertThat(Guard.judge(config)).isInstanceOf(GuardVerdict.Production.class);
    }

    static Stream<Tl> noConfig() {
        Tl.Builder nameless = Tl.object()
                .with("test_mode", true)
                .with("this_dc", 2)
                .with("dc_options", List.of(centre(2, "149.154.167.40")));
        return Stream.of(
                nameless.build(),
                nameless.with("_", "help.config").build(),
                nameless.with("_", "Config").build(),
                nameless.with("_", Tl.of(List.of(Tl.of("config")))).build(),
                Tl.object().build(),
                new Tl.Null(),
                Tl.of(true),
                Tl.of("config"),
                Tl.of(List.of(SampleConfigs.test())));
    }

    @ParameterizedTest
    @MethodSource("noConfig")
    void anAnswerThatIsNoConfigIsProduction(Tl answer) {
        assertThat(Guard.judge(answer)).isInstanceOf(GuardVerdict.Production.class);
    }

    @Test
    void aHostileAddressIsQuotedOnOneShortLine() {
        GuardVerdict guardVerdict = Guard.judge(withAddresses("\u001B[31m\n" + "x".repeat(1_000)));

        assertThat(guardVerdict)
                .isInstanceOfSatisfying(
                        GuardVerdict.Production.class,
                        production -> assertThat(production.why())
                                .hasSizeLessThan(160)
                                .doesNotContain("\n", "\u001B"));
    }

    static Stream<Reply> noAnswerAboutTheNetwork() {
        return Stream.of(
                new Reply.NotSent("refused"),
                new Reply.Unknown("timed out"),
                new Reply.Failed(500, "RPC_CALL_FAIL", "", null),
                new Reply.Failed(420, "FLOOD_WAIT_X", "", Duration.ofSeconds(9)),
                new Reply.Failed(400, "API_ID_INVALID", "", null));
    }

    @ParameterizedTest
    @MethodSource("noAnswerAboutTheNetwork")
    void withoutAnAnswerAboutTheNetworkNobodyKnows(Reply reply) {
        assertThat(new Guard(ScriptedGateway.answering(reply)).check(CALLER, PATIENCE))
                .isInstanceOf(GuardVerdict.Unverified.class);
    }

    @Test
    void waitsAndRestrictionsAreToldApartFromNoAnswer() {
        assertThat(cause(420, "FLOOD_WAIT_X", Duration.ofMinutes(5)))
                .isEqualTo(new GuardVerdict.FloodWait(Duration.ofMinutes(5)));
        assertThat(cause(420, "FLOOD_WAIT_9", null)).isEqualTo(new GuardVerdict.FloodWait(Duration.ofSeconds(9)));
        assertThat(cause(401, "USER_DEACTIVATED_BAN", null))
                .isEqualTo(new GuardVerdict.Restricted("USER_DEACTIVATED_BAN"));
        assertThat(cause(420, "FROZEN_METHOD_INVALID", null))
                .isEqualTo(new GuardVerdict.Restricted("FROZEN_METHOD_INVALID"));
        assertThat(cause(500, "RPC_CALL_FAIL", null)).isEqualTo(new GuardVerdict.NoAnswer());
        assertThat(cause(400, "API_ID_INVALID", null)).isEqualTo(new GuardVerdict.NoAnswer());
    }

    private static GuardVerdict.Cause cause(int code, String name, @Nullable Duration retryAfter) {
        Reply reply = new Reply.Failed(code, name, "", retryAfter);
        return ((GuardVerdict.Unverified) new Guard(ScriptedGateway.answering(reply)).check(CALLER, PATIENCE)).cause();
    }

    @Test
    void everyCheckAsksAnewSoAChangedNetworkIsSeen() {
        ScriptedGateway gateway = ScriptedGateway.answering(
                new Reply.Done(SampleConfigs.test()), new Reply.Done(withAddresses("149.154.167.51")));
        Guard guard = new Guard(gateway);

        assertThat(guard.check(CALLER, PATIENCE)).isInstanceOf(GuardVerdict.Test.class);
        assertThat(guard.check(CALLER, PATIENCE)).isInstanceOf(GuardVerdict.Production.class);
        assertThat(gateway.calls).hasSize(2).allMatch(call -> call.method().equals("help.getConfig"));
    }
}
