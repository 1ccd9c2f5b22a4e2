package dev.heatup.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.gateway.Call.Dialogs;
import dev.heatup.gateway.Call.InvokeRaw;
import dev.heatup.gateway.Call.JoinChat;
import dev.heatup.gateway.Call.SendMessage;
import dev.heatup.gateway.Gateway.Reach;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LimitedGatewayTest {

    private static final Caller CALLER = Caller.of("s1");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Reply DONE = new Reply.Done(Tl.of(true));

    static Stream<Call> allowed() {
        return Stream.of(
                new JoinChat("hu_city_news", "r/0/0"),
                new Dialogs(100, 0),
                new SendMessage("some_bot", "/start [heatup test]", "r/1/0", null),
                raw("help.getConfig"),
                raw("channels.joinChannel"),
                raw("channels.leaveChannel"),
                raw("messages.getHistory"),
                raw("channels.readHistory"),
                raw("contacts.resolveUsername"),
                raw("messages.getMessagesViews", Tl.object().with("increment", false)),
                raw(
                        "messages.sendMessage",
                        Tl.object().with("peer", "some_bot").with("message", "hello [heatup test]")));
    }

    static Stream<Call> refused() {
        return Stream.of(
                new SendMessage("some_bot", "hello", "r/1/0", null),
                new SendMessage("some_bot", "[heatup test] hello", "r/1/0", null),
                new SendMessage("some_bot", "hello [heatup test] ", "r/1/0", null),
                new SendMessage("some_bot", "hello [HEATUP TEST]", "r/1/0", null),
                new SendMessage("some_bot", "", "r/1/0", null),
                raw("messages.getMessagesViews"),
                raw("messages.getMessagesViews", Tl.object().with("increment", true)),
                raw("messages.getMessagesViews", Tl.object().with("increment", "false")),
                raw("messages.getMessagesViews", Tl.object().with("increment", 0)),
                raw("messages.sendMessage"),
                raw("messages.sendMessage", Tl.object().with("message", "hello")),
                raw(
                        "messages.sendMessage",
                        Tl.object().with("message", "later [heatup test]").with("schedule_date", 2_000_000_000)),
                raw("messages.sendReaction"),
                raw("messages.sendMedia"),
                raw("messages.forwardMessages"),
                raw("messages.startBot"),
                raw("messages.importChatInvite"),
                raw("Messages.getHistory"),
                raw("messages.getHistory "),
                raw("invokeWithLayer"),
                raw("auth.signUp"),
                raw("account.updateProfile"),
                raw(""));
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void aGatewayMayBeAskedThis(Call call) {
        ScriptedGateway gateway = ScriptedGateway.answering(DONE);

        assertThat(new LimitedGateway(gateway).call(CALLER, call, PATIENCE)).isEqualTo(DONE);
        assertThat(gateway.calls).containsExactly(call);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aRefusedCallNeverLeaves(Call call) {
        ScriptedGateway gateway = ScriptedGateway.answering();

        Reply reply = new LimitedGateway(gateway).call(CALLER, call, PATIENCE);

        assertThat(reply).isInstanceOfSatisfying(Reply.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(403);
            assertThat(failed.name()).isEqualTo(LimitedGateway.REFUSED);
            assertThat(GatewayErrors.meaning(call.method(), failed)).isInstanceOf(Meaning.Permanent.class);
        });
        assertThat(gateway.calls).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void theSandboxIsAskedAnything(Call call) {
        ScriptedGateway sandbox = new ScriptedGateway(Reach.SANDBOX, DONE);

        assertThat(new LimitedGateway(sandbox).call(CALLER, call, PATIENCE)).isEqualTo(DONE);
    }

    @Test
    void theLimitsAreThoseOfTheDesign() {
        assertThat(GatewayLimits.MAX_SESSIONS).isEqualTo(20);
        assertThat(GatewayLimits.SESSION_WINDOW).isEqualTo(Duration.ofDays(7));
        assertThat(GatewayLimits.MARK).isEqualTo("[heatup test]");
    }

    private static Call raw(String method) {
        return raw(method, Tl.object());
    }

    private static Call raw(String method, Tl.Builder params) {
        return new InvokeRaw(method, params.build(), "r/1/0");
    }
}
