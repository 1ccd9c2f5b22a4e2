package dev.heatup.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Call.Dialogs;
import dev.heatup.telegram.Call.InvokeRaw;
import dev.heatup.telegram.Call.JoinChat;
import dev.heatup.telegram.Call.SendMessage;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Gateway.Reach;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LimitedGatewayTest {

    private static final Caller CALLER = Caller.of("s1");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Reply DONE = new Reply.Done(Tl.of(true));
    private static final String TEXT = "This is a test message. [heatup test]";
    private static final Call MESSAGE = new SendMessage("some_bot", TEXT, "r/1/0", null);
    private static final Call QUESTION = new InvokeRaw(
            "contacts.resolveUsername", Tl.object().with("username", "some_bot").build(), null);

    static Stream<Call> allowed() {
        return Stream.of(
                new JoinChat("hu_city_news", "r/0/0"),
                new JoinChat("@HU_City_News", "r/0/0"),
                new Dialogs(100, 0),
                raw("help.getConfig"),
                raw("channels.leaveChannel", Tl.object().with("channel", "hu_city_news")),
                raw(
                        "messages.getHistory",
                        Tl.object().with("peer", "hu_city_news").with("limit", 20)),
                raw(
                        "messages.getHistory",
                        Tl.object()
                                .with("peer", "hu_city_news")
                                .with("min_id", 3)
                                .with("offset_id", 9)
                                .with("limit", 1)),
                raw(
                        "channels.readHistory",
                        Tl.object().with("channel", "hu_city_news").with("max_id", 7)),
                raw("contacts.resolveUsername", Tl.object().with("username", "hu_city_news")));
    }

    static Stream<Call> refused() {
        return Stream.of(
                message("some_bot", "hello"),
                message("some_bot", "hello [heatup test]"),
                message("some_bot", "/start [heatup test]"),
                message("some_bot", "[heatup test]"),
                message("some_bot", " [heatup test]"),
                message("some_bot", "This is a test message."),
                message("some_bot", "This is a test message.  [heatup test]"),
                message("some_bot", "This is a test message. [heatup test] "),
                message("some_bot", "This is a test message. [HEATUP TEST]"),
                message("some_bot", "this is a test message. [heatup test]"),
                message("some_bot", "This is a test message. [heatup test] [heatup test]"),
                message("some_bot", "This is a test message. This is an automated test. [heatup test]"),
                message("some_bot", "Buy now. This is a test message. [heatup test]"),
                message("some_bot", "This is a test messаge. [heatup test]"),
                message("some_bot", ""),
                message("me", TEXT),
                message("-1001234567890", TEXT),
                message("+79990000000", TEXT),
                message("t.me/some_bot", TEXT),
                message("https://t.me/+abcdef", TEXT),
                message("some_bot another_bot", TEXT),
                message("some_bot\n", TEXT),
                message("", TEXT),
                new JoinChat("https://t.me/+abcdef", "r/0/0"),
                new JoinChat("-1001234567890", "r/0/0"),
                raw("channels.joinChannel", Tl.object().with("channel", "hu_city_news")),
                raw("messages.getMessagesViews"),
                raw("messages.getMessagesViews", Tl.object().with("increment", true)),
                raw("messages.getMessagesViews", Tl.object().with("increment", false)),
                raw("messages.sendMessage"),
                raw("messages.sendMessage", Tl.object().with("message", "hello")),
                raw("messages.sendMessage", Tl.object().with("peer", "some_bot").with("message", TEXT)),
                raw(
                        "messages.sendMessage",
                        Tl.object().with("message", "later [heatup test]").with("schedule_date", 2_000_000_000)),
                // Whoever spreads parameters over the method's name would call what stands in "_".
                raw("help.getConfig", Tl.object().with("_", "messages.sendMessage")),
                raw(
                        "messages.getHistory",
                        Tl.object().with("peer", "hu_city_news").with("query", "x")),
                raw("messages.getHistory", Tl.object().with("peer", "+79990000000")),
                raw(
                        "messages.getHistory",
                        Tl.object().with("peer", Tl.constructor("inputPeerSelf").build())),
                raw(
                        "messages.getHistory",
                        Tl.object().with("peer", "hu_city_news").with("limit", "20")),
                raw("channels.leaveChannel", Tl.object().with("channel", -1001234567890L)),
                raw("contacts.resolveUsername", Tl.object().with("username", "a text to be read by somebody")),
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

        assertThat(limited(gateway).call(CALLER, call, PATIENCE)).isEqualTo(DONE);
        assertThat(gateway.calls).containsExactly(call);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aRefusedCallNeverLeaves(Call call) {
        ScriptedGateway gateway = ScriptedGateway.answering();

        assertRefused(call, limited(gateway).call(CALLER, call, PATIENCE));
        assertThat(gateway.calls).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void theSandboxIsAskedAnything(Call call) {
        ScriptedGateway sandbox = new ScriptedGateway(Reach.SANDBOX, DONE);

        assertThat(limited(sandbox).call(CALLER, call, PATIENCE)).isEqualTo(DONE);
    }

    static Stream<Reply> botsAndGroups() {
        return Stream.of(
                ResolvedPeers.bot(),
                ResolvedPeers.group(),
                ResolvedPeers.channel(Tl.constructor("channel")
                        .with("id", 8)
                        .with("megagroup", true)
                        .with("broadcast", false)
                        .with("gigagroup", false)),
                ResolvedPeers.chat(Tl.constructor("chat").with("id", 9)));
    }

    @ParameterizedTest
    @MethodSource("botsAndGroups")
    void aMessageGoesToABotOrAGroup(Reply peer) {
        ScriptedGateway gateway = ScriptedGateway.answering(peer, DONE);

        assertThat(limited(gateway).call(CALLER, MESSAGE, PATIENCE)).isEqualTo(DONE);
        assertThat(gateway.calls).containsExactly(QUESTION, MESSAGE);
    }

    static Stream<Reply> others() {
        return Stream.of(
                ResolvedPeers.user(Tl.constructor("user").with("id", 7)),
                ResolvedPeers.user(Tl.constructor("user").with("id", 7).with("bot", false)),
                ResolvedPeers.user(Tl.constructor("user").with("id", 7).with("bot", 1)),
                ResolvedPeers.user(Tl.constructor("user").with("id", 7).with("bot", "true")),
                ResolvedPeers.user(Tl.constructor("user").with("id", 70).with("bot", true)),
                ResolvedPeers.user(Tl.constructor("userEmpty").with("id", 7).with("bot", true)),
                ResolvedPeers.channel(Tl.constructor("channel").with("id", 8)),
                ResolvedPeers.channel(Tl.constructor("channel").with("id", 8).with("broadcast", true)),
                ResolvedPeers.channel(Tl.constructor("channel")
                        .with("id", 8)
                        .with("megagroup", true)
                        .with("broadcast", true)),
                ResolvedPeers.channel(Tl.constructor("channel")
                        .with("id", 8)
                        .with("megagroup", true)
                        .with("broadcast", 0)),
                ResolvedPeers.channel(Tl.constructor("channel")
                        .with("id", 8)
                        .with("megagroup", true)
                        .with("gigagroup", true)),
                ResolvedPeers.channel(
                        Tl.constructor("channelForbidden").with("id", 8).with("megagroup", true)),
                ResolvedPeers.chat(Tl.constructor("chatForbidden").with("id", 9)),
                // The same id twice, and not the same answer.
                ResolvedPeers.answer(
                        "peerUser",
                        "user_id",
                        7,
                        List.of(),
                        List.of(
                                Tl.constructor("user")
                                        .with("id", 7)
                                        .with("bot", true)
                                        .build(),
                                Tl.constructor("user").with("id", 7).build())),
                // A bot in the answer that is not the peer.
                ResolvedPeers.answer(
                        "peerChannel",
                        "channel_id",
                        7,
                        List.of(),
                        List.of(Tl.constructor("user")
                                .with("id", 7)
                                .with("bot", true)
                                .build())),
                ResolvedPeers.answer("inputPeerSelf", "user_id", 7, List.of(), List.of()),
                new Reply.Done(Tl.constructor("contacts.resolvedPeer").build()),
                new Reply.Done(Tl.object().build()),
                DONE);
    }

    @ParameterizedTest
    @MethodSource("others")
    void aMessageGoesToNobodyElse(Reply peer) {
        ScriptedGateway gateway = ScriptedGateway.answering(peer);

        assertRefused(MESSAGE, limited(gateway).call(CALLER, MESSAGE, PATIENCE));
        assertThat(gateway.calls).containsExactly(QUESTION);
    }

    @Test
    void eachMessageAsksAnew() {
        ScriptedGateway gateway = ScriptedGateway.answering(
                ResolvedPeers.bot(),
                DONE,
                ResolvedPeers.user(Tl.constructor("user").with("id", 7)));
        Gateway limited = limited(gateway);

        limited.call(CALLER, MESSAGE, PATIENCE);

        assertRefused(MESSAGE, limited.call(CALLER, MESSAGE, PATIENCE));
    }

    @Test
    void aWaitForTheQuestionIsKnownUnderItsMethod() {
        Reply.Failed wait = new Reply.Failed(420, "FLOOD_WAIT_X", "wait", Duration.ofMinutes(5));

        Reply reply = limited(ScriptedGateway.answering(wait)).call(CALLER, MESSAGE, PATIENCE);

        assertThat(reply).isInstanceOfSatisfying(Reply.Failed.class, failed -> {
            assertThat(failed.method("messages.sendMessage")).isEqualTo("contacts.resolveUsername");
            assertThat(GatewayErrors.meaning("messages.sendMessage", failed))
                    .isEqualTo(new ErrorMeaning.Wait(Duration.ofMinutes(5)));
        });
    }

    static Stream<Reply> errors() {
        return Stream.of(
                new Reply.Failed(400, "USERNAME_NOT_OCCUPIED", "nobody", null),
                new Reply.Failed(400, "PEER_FLOOD", "too much", null),
                new Reply.Failed(401, "USER_DEACTIVATED_BAN", "banned", null));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorOfTheQuestionIsTheMessages(Reply.Failed error) {
        Reply reply = limited(ScriptedGateway.answering(error)).call(CALLER, MESSAGE, PATIENCE);

        assertThat(reply).isEqualTo(error.of("contacts.resolveUsername"));
        assertThat(GatewayErrors.meaning("messages.sendMessage", (Reply.Failed) reply))
                .isEqualTo(GatewayErrors.meaning("contacts.resolveUsername", error));
    }

    static Stream<Reply> silences() {
        return Stream.of(
                new Reply.Unknown("timed out"),
                new Reply.NotSent("refused"),
                new Reply.Failed(500, "INTERNAL", "trouble inside", null));
    }

    @ParameterizedTest
    @MethodSource("silences")
    void aMessageWhosePeerNobodyToldWasCertainlyNotSent(Reply silence) {
        ScriptedGateway gateway = ScriptedGateway.answering(silence);

        assertThat(limited(gateway).call(CALLER, MESSAGE, PATIENCE)).isInstanceOf(Reply.NotSent.class);
        assertThat(gateway.calls).containsExactly(QUESTION);
    }

    @Test
    void nothingIsSentToAGatewayThatFailsForEverybody() {
        Reply shut = new Reply.Shut(Duration.ofSeconds(9));

        assertThat(limited(ScriptedGateway.answering(shut)).call(CALLER, MESSAGE, PATIENCE))
                .isEqualTo(shut);
    }

    @Test
    void theQuestionAndTheMessageShareOnePatience() {
        ScriptedGateway gateway = ScriptedGateway.answering(ResolvedPeers.bot(), DONE);
        long[] nanos = {0, Duration.ofSeconds(2).toNanos()};
        int[] looks = {0};

        new LimitedGateway(gateway, () -> nanos[looks[0]++]).call(CALLER, MESSAGE, PATIENCE);

        assertThat(gateway.patiences).containsExactly(PATIENCE, Duration.ofSeconds(3));
    }

    @Test
    void aMessageIsNotSentWhenTheQuestionTookAllTheTime() {
        ScriptedGateway gateway = ScriptedGateway.answering(ResolvedPeers.bot());
        long[] nanos = {0, PATIENCE.toNanos()};
        int[] looks = {0};

        Reply reply = new LimitedGateway(gateway, () -> nanos[looks[0]++]).call(CALLER, MESSAGE, PATIENCE);

        assertThat(reply).isInstanceOf(Reply.NotSent.class);
        assertThat(gateway.calls).containsExactly(QUESTION);
    }

    @Test
    void theLimitsAreThoseOfTheDesign() {
        assertThat(GatewayLimits.MAX_SESSIONS).isEqualTo(20);
        assertThat(GatewayLimits.SESSION_WINDOW).isEqualTo(Duration.ofDays(7));
        assertThat(GatewayLimits.MARK).isEqualTo("[heatup test]");
    }

    private static Gateway limited(Gateway gateway) {
        return new LimitedGateway(gateway, () -> 0);
    }

    private static void assertRefused(Call call, Reply reply) {
        assertThat(reply).isInstanceOfSatisfying(Reply.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(403);
            assertThat(failed.name()).isEqualTo(LimitedGateway.REFUSED);
            assertThat(GatewayErrors.meaning(call.method(), failed)).isInstanceOf(ErrorMeaning.Permanent.class);
        });
    }

    private static Call message(String chat, String text) {
        return new SendMessage(chat, text, "r/1/0", null);
    }

    private static Call raw(String method) {
        return raw(method, Tl.object());
    }

    private static Call raw(String method, Tl.Builder params) {
        return new InvokeRaw(method, params.build(), "r/1/0");
    }
}
