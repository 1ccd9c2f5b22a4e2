package dev.heatup.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.gateway.ErrorMeaning.Permanent;
import dev.heatup.gateway.ErrorMeaning.Restriction;
import dev.heatup.gateway.ErrorMeaning.Success;
import dev.heatup.gateway.ErrorMeaning.Transient;
import dev.heatup.gateway.ErrorMeaning.Wait;
import dev.heatup.telegram.Reply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayErrorsTest {

    private static final String JOIN = "channels.joinChannel";
    private static final String SEND = "messages.sendMessage";

    @ParameterizedTest
    @CsvSource({
        "420, FLOOD_WAIT_33, FLOOD_WAIT_X, 33",
        "420, FLOOD_PREMIUM_WAIT_5, FLOOD_PREMIUM_WAIT_X, 5",
        "420, SLOWMODE_WAIT_10, SLOWMODE_WAIT_X, 10",
        "400, SESSION_TOO_FRESH_86400, SESSION_TOO_FRESH_X, 86400",
        "420, SESSION_TOO_FRESH_7, SESSION_TOO_FRESH_X, 7",
        "420, 2FA_CONFIRM_WAIT_604800, 2FA_CONFIRM_WAIT_X, 604800",
        "420, TAKEOUT_INIT_DELAY_60, TAKEOUT_INIT_DELAY_X, 60",
        "429, FLOOD_WAIT_0033, FLOOD_WAIT_X, 33",
        "420, flood_wait_33, FLOOD_WAIT_X, 33",
        "420, FLOOD_WAIT_0, FLOOD_WAIT_X, 1",
        "420, FLOOD_WAIT_2147483647, FLOOD_WAIT_X, 2147483647",
        "420, FLOOD_WAIT_2147483648, FLOOD_WAIT_X, 2147483647",
        "420, FLOOD_WAIT_99999999999999999999999999, FLOOD_WAIT_X, 2147483647",
    })
    void aWaitsNumberLeavesItsName(int code, String raw, String name, long seconds) {
        Reply.Failed failed = read(code, raw, null);

        assertThat(failed.name()).isEqualTo(name);
        assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(GatewayErrors.meaning(SEND, failed)).isEqualTo(new Wait(Duration.ofSeconds(seconds)));
    }

    @Test
    void theLongerOfNumberAndRetryAfterIsKept() {
        assertThat(read(420, "FLOOD_WAIT_33", Duration.ofSeconds(40)).retryAfter())
                .isEqualTo(Duration.ofSeconds(40));
        assertThat(read(420, "FLOOD_WAIT_33", Duration.ofSeconds(4)).retryAfter())
                .isEqualTo(Duration.ofSeconds(33));
        assertThat(read(420, "FLOOD_WAIT_33", Duration.ofSeconds(-4)).retryAfter())
                .isEqualTo(Duration.ofSeconds(33));
    }

    @Test
    void aWaitOfWeeksIsNotShortened() {
        assertThat(GatewayErrors.meaning(JOIN, read(420, "FLOOD_WAIT_X", Duration.ofDays(90))))
                .isEqualTo(new Wait(Duration.ofDays(90)));
    }

    @Test
    void aWaitWithoutItsNumberIsLongRatherThanNone() {
        assertThat(GatewayErrors.meaning(JOIN, read(420, "FLOOD_WAIT_X", null)))
                .isEqualTo(new Wait(GatewayErrors.UNSTATED_WAIT));
        assertThat(GatewayErrors.meaning(JOIN, read(420, "FLOOD_WAIT_X", Duration.ZERO)))
                .isEqualTo(new Wait(GatewayErrors.UNSTATED_WAIT));
    }

    @Test
    void aNumberThatCountsNoSecondsIsNoWait() {
        Reply.Failed migrate = read(303, "NETWORK_MIGRATE_2", null);
        assertThat(migrate.name()).isEqualTo("NETWORK_MIGRATE_X");
        assertThat(migrate.retryAfter()).isNull();
        assertThat(GatewayErrors.meaning(JOIN, migrate)).isInstanceOf(Permanent.class);

        assertThat(read(500, "INTERDC_2_CALL_ERROR", null).name()).isEqualTo("INTERDC_X_CALL_ERROR");
    }

    @ParameterizedTest
    @CsvSource({
        "401, AUTH_KEY_UNREGISTERED",
        "401, USER_DEACTIVATED",
        "401, USER_DEACTIVATED_BAN",
        "401, SESSION_REVOKED",
        "401, SESSION_EXPIRED",
        "406, AUTH_KEY_DUPLICATED",
        "400, PEER_FLOOD",
        "420, FROZEN_METHOD_INVALID",
    })
    void aRestrictionIsOneUnderEveryMethod(int code, String name) {
        assertThat(GatewayErrors.meaning(JOIN, read(code, name, null))).isInstanceOf(Restriction.class);
        assertThat(GatewayErrors.meaning("help.getConfig", read(code, name, Duration.ofSeconds(5))))
                .isInstanceOf(Restriction.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITE_REQUEST_SENT", "USER_ALREADY_PARTICIPANT"})
    void beingInOrWaitingForApprovalIsASuccessOfJoiningAlone(String name) {
        assertThat(GatewayErrors.meaning(JOIN, read(400, name, null))).isInstanceOf(Success.class);
        assertThat(GatewayErrors.meaning(SEND, read(400, name, null))).isInstanceOf(Permanent.class);
    }

    @Test
    void beingOutAndHavingReactedIsASuccessOfLeavingAndReactingAlone() {
        assertThat(GatewayErrors.meaning("channels.leaveChannel", read(400, "USER_NOT_PARTICIPANT", null)))
                .isInstanceOf(Success.class);
        assertThat(GatewayErrors.meaning("messages.sendReaction", read(400, "MESSAGE_NOT_MODIFIED", null)))
                .isInstanceOf(Success.class);
        assertThat(GatewayErrors.meaning(SEND, read(400, "MESSAGE_NOT_MODIFIED", null)))
                .isInstanceOf(Permanent.class);
    }

    @ParameterizedTest
    @CsvSource({"500, RPC_CALL_FAIL", "500, TIMEOUT", "-503, Timeout", "503, INTERDC_2_CALL_ERROR", "599, ANYTHING"})
    void troubleInsideTheNetworkPasses(int code, String name) {
        assertThat(GatewayErrors.meaning(JOIN, read(code, name, null))).isInstanceOf(Transient.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400, CHANNEL_PRIVATE",
        "406, CHANNEL_PRIVATE",
        "403, CHAT_WRITE_FORBIDDEN",
        "400, CHANNELS_TOO_MUCH",
        "404, PEER_ID_INVALID",
        "500, RANDOM_ID_DUPLICATE",
        "502, BOT_RESPONSE_TIMEOUT",
        "420, SOMETHING_NEW",
        "600, BEYOND",
    })
    void everythingElseWouldFailAgain(int code, String name) {
        assertThat(GatewayErrors.meaning(SEND, read(code, name, null))).isInstanceOf(Permanent.class);
    }

    @Test
    void aFailureThatStillHasItsNumberMeansTheSame() {
        assertThat(GatewayErrors.meaning(SEND, new Reply.Failed(420, "FLOOD_WAIT_33", "", null)))
                .isEqualTo(new Wait(Duration.ofSeconds(33)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Bad Request: chat not found", "FLOOD WAIT", "A\nB", "ТЕСТ"})
    void aNameInAnotherFormIsNoErrorOfTheNetwork(String name) {
        assertThat(GatewayErrors.read(400, name, "", null)).isEmpty();
    }

    @Test
    void aCodeBeyondThreeDigitsOrANameBeyondItsLengthIsNoErrorOfTheNetwork() {
        assertThat(GatewayErrors.read(1000, "X", "", null)).isEmpty();
        assertThat(GatewayErrors.read(Long.MIN_VALUE, "X", "", null)).isEmpty();
        assertThat(GatewayErrors.read(400, "X".repeat(65), "", null)).isEmpty();
    }

    @Test
    void aDescriptionBecomesOneBoundedLineWithoutTerminalControls() {
        String hostile = "first\r\nsecond\u001B[2J\u0007\u202Ereversed\u2028" + "x".repeat(1_000);

        String description =
                GatewayErrors.read(400, "X", hostile, null).orElseThrow().description();

        assertThat(description)
                .startsWith("first\uFFFD\uFFFDsecond\uFFFD[2J")
                .hasSize(GatewayErrors.MAX_DESCRIPTION)
                .doesNotContain("\n", "\r", "\u001B", "\u0007", "\u202E", "\u2028");
    }

    private static Reply.Failed read(int code, String name, @Nullable Duration retryAfter) {
        return GatewayErrors.read(code, name, "", retryAfter).orElseThrow();
    }
}
