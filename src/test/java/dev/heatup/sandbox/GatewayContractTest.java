package dev.heatup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.sandbox.world.World;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Contract 1, as anybody keeps it who stands before a sandbox with the channels of {@link TestWorlds#POOL}. World time must
 * not move by itself by more than seconds; a subclass moves it in {@link #advance}.
 */
public abstract class GatewayContractTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NEWS = TestWorlds.NEWS;
    private static final String PRIVATE = World.PRIVATE_CHANNEL.value();
    private static final String APPROVAL = World.APPROVAL_CHANNEL.value();
    private static final String GROUP = World.OPEN_GROUP.value();

    private static final AtomicInteger TESTS = new AtomicInteger();

    private final AtomicInteger ids = new AtomicInteger();

    /** Keeps the sessions of tests apart that share a world. */
    private final String test = "t" + TESTS.incrementAndGet() + "_";

    protected abstract Gateway gateway();

    /** Moves the world's time. */
    protected abstract void advance(Duration by);

    @Test
    void saysThatItIsATestNetworkOnLoopback() {
        Tl.Obj config = done(raw("s", "help.getConfig", Tl.object()));

        assertThat(config.name()).isEqualTo("config");
        assertThat(config.bool("test_mode")).contains(true);
        assertThat(config.integer("this_dc")).contains(2L);
        assertThat(config.list("dc_options")).hasSize(1);
        Tl.Obj dataCentre = (Tl.Obj) config.list("dc_options").getFirst();
        assertThat(dataCentre.integer("id")).contains(2L);
        assertThat(dataCentre.text("ip_address")).contains("127.0.0.1");
    }

    @Test
    void joinsOnceAndSaysAlreadyAfterwards() {
        assertThat(join("s", NEWS).text("status")).contains("joined");
        assertThat(join("s", "@" + NEWS).text("status")).contains("already");
        assertThat(join("s", NEWS).text("chat")).contains(NEWS);
    }

    @Test
    void asksForApprovalAndStaysPending() {
        assertThat(join("s", APPROVAL).text("status")).contains("pending");
        assertThat(join("s", APPROVAL).text("status")).contains("pending");
        failed(raw("s", "channels.joinChannel", Tl.object().with("channel", APPROVAL)), 400, "INVITE_REQUEST_SENT");
        failed(raw("s", "messages.getHistory", Tl.object().with("peer", APPROVAL)), 406, "CHANNEL_PRIVATE");
        assertThat(dialogs("s").integer("total")).contains(0L);
    }

    @Test
    void refusesWhatIsPrivateUnknownOrNoUsername() {
        failed(call("s", new Call.JoinChat(PRIVATE, id())), 406, "CHANNEL_PRIVATE");
        failed(call("s", new Call.JoinChat("hu_nobody_here", id())), 400, "USERNAME_NOT_OCCUPIED");
        failed(call("s", new Call.JoinChat("1 2", id())), 400, "USERNAME_INVALID");
        failed(raw("s", "channels.joinChannel", Tl.object()), 400, "CHANNEL_INVALID");
        failed(raw("s", "messages.getHistory", Tl.object().with("peer", 7)), 400, "PEER_ID_INVALID");
        failed(raw("s", "messages.sendMessage", Tl.object().with("message", "hi")), 404, "PEER_ID_INVALID");
    }

    @Test
    void refusesMethodsThatItDoesNotHave() {
        failed(raw("s", "account.deleteAccount", Tl.object()), 400, "METHOD_INVALID");
    }

    @Test
    void resolvesUsernames() {
        Tl.Obj resolved = done(raw("s", "contacts.resolveUsername", Tl.object().with("username", NEWS)));

        assertThat(resolved.name()).isEqualTo("contacts.resolvedPeer");
        Tl.Obj chat = (Tl.Obj) resolved.list("chats").getFirst();
        assertThat(chat.name()).isEqualTo("channel");
        assertThat(chat.text("username")).contains(NEWS);
        assertThat(chat.bool("left")).contains(true);
        failed(
                raw("s", "contacts.resolveUsername", Tl.object().with("username", "hu_nobody_here")),
                400,
                "USERNAME_NOT_OCCUPIED");
    }

    @Test
    void leavesWhatWasJoinedAndNothingElse() {
        join("s", NEWS);

        Tl.Obj left = done(raw("s", "channels.leaveChannel", Tl.object().with("channel", NEWS)));

        assertThat(((Tl.Obj) left.list("chats").getFirst()).bool("left")).contains(true);
        assertThat(dialogs("s").integer("total")).contains(0L);
        failed(raw("s", "channels.leaveChannel", Tl.object().with("channel", NEWS)), 400, "USER_NOT_PARTICIPANT");
    }

    @Test
    void historiesGrowWithTheTimeOfTheWorld() {
        long before = count(NEWS);

        advance(Duration.ofDays(2));

        assertThat(count(NEWS)).isBetween(before + 12, before + 144);
    }

    @Test
    void whatWasPostedStaysAndItsViewsNeverFall() {
        List<Tl.Obj> before = history("s", NEWS, Tl.object().with("limit", 20));
        for (int hour = 0; hour < 48; hour++) {
            advance(Duration.ofHours(1));
            long newest = before.getFirst().integer("id").orElseThrow();
            List<Tl.Obj> after =
                    history("s", NEWS, Tl.object().with("limit", 20).with("offset_id", newest + 1));

            assertThat(after).extracting(m -> m.text("message")).isEqualTo(texts(before));
            for (int i = 0; i < after.size(); i++) {
                assertThat(number(after.get(i), "views")).isGreaterThanOrEqualTo(number(before.get(i), "views"));
            }
            before = after;
        }
    }

    @Test
    void pagesCoverAHistoryOnceFromTheLatestToTheFirst() {
        long count = count(NEWS);
        List<Long> seen = new ArrayList<>();
        long offset = 0;
        while (true) {
            List<Tl.Obj> page =
                    history("pager", NEWS, Tl.object().with("limit", 100).with("offset_id", offset));
            if (page.isEmpty() || seen.size() >= 500) {
                break;
            }
            assertThat(page).hasSizeLessThanOrEqualTo(100);
            page.forEach(message -> seen.add(number(message, "id")));
            offset = seen.getLast();
        }

        assertThat(seen.getFirst()).isEqualTo(count);
        assertThat(seen).hasSize((int) Math.min(500, count));
        for (int i = 1; i < seen.size(); i++) {
            assertThat(seen.get(i)).isEqualTo(seen.get(i - 1) - 1);
        }
    }

    @Test
    void cutsHistoriesAsTelegramDoes() {
        long top = count(NEWS);

        assertThat(idsOf(Tl.object().with("limit", 3))).containsExactly(top, top - 1, top - 2);
        assertThat(idsOf(Tl.object().with("limit", 2).with("offset_id", 10))).containsExactly(9L, 8L);
        assertThat(idsOf(Tl.object().with("limit", 2).with("offset_id", 10).with("add_offset", 3)))
                .containsExactly(6L, 5L);
        assertThat(idsOf(Tl.object().with("limit", 3).with("offset_id", 10).with("add_offset", -2)))
                .containsExactly(11L, 10L, 9L);
        assertThat(idsOf(Tl.object().with("limit", 10).with("offset_id", 10).with("min_id", 6)))
                .containsExactly(9L, 8L, 7L);
        assertThat(idsOf(Tl.object().with("limit", 10).with("offset_id", 10).with("max_id", 4)))
                .containsExactly(3L, 2L, 1L);
        assertThat(idsOf(Tl.object().with("limit", 5000))).hasSize(100);
        assertThat(idsOf(Tl.object().with("limit", 0))).isEmpty();
        assertThat(idsOf(Tl.object().with("min_id", Integer.MAX_VALUE))).isEmpty();
        assertThat(idsOf(Tl.object().with("add_offset", Integer.MIN_VALUE))).isEmpty();
        failed(raw("s", "messages.getHistory", Tl.object().with("peer", NEWS).with("limit", -1)), 400, "LIMIT_INVALID");
        failed(
                raw("s", "messages.getHistory", Tl.object().with("peer", NEWS).with("offset_id", 1L << 40)),
                400,
                "MSG_ID_INVALID");
    }

    @Test
    void aViewCountsOncePerAccountAndPost() {
        long before = views("a", 5, false);

        assertThat(views("a", 5, true)).isEqualTo(before + 1);
        assertThat(views("a", 5, true)).isEqualTo(before + 1);
        assertThat(views("b", 5, true)).isEqualTo(before + 2);
        assertThat(views("a", 5, false)).isEqualTo(before + 2);
    }

    @Test
    void aPostNamedTwiceInACallCountsOnce() {
        long before = views("a", 6, false);
        done(raw("a", "messages.getMessagesViews", viewing(true, 6, 6)));

        assertThat(views("a", 6, false)).isEqualTo(before + 1);
    }

    @Test
    void postsThatAreNotThereHaveNoViews() {
        Tl.Obj answer = done(raw("a", "messages.getMessagesViews", viewing(true, 5, 2_000_000_000)));

        assertThat(answer.name()).isEqualTo("messages.messageViews");
        assertThat(((Tl.Obj) answer.list("views").get(0)).get("views")).isPresent();
        assertThat(((Tl.Obj) answer.list("views").get(1)).get("views")).isEmpty();
    }

    @Test
    void unreadMessagesCountFromJoiningAndReadingEndsThem() {
        join("s", NEWS);
        assertThat(number((Tl.Obj) dialogs("s").list("dialogs").getFirst(), "unread_count"))
                .isZero();

        advance(Duration.ofDays(1));

        Tl.Obj dialog = (Tl.Obj) dialogs("s").list("dialogs").getFirst();
        long unread = number(dialog, "unread_count");
        assertThat(unread).isPositive();
        assertThat(read("s", number(dialog, "top_message") - 1)).isEqualTo(Tl.of(true));
        assertThat(number((Tl.Obj) dialogs("s").list("dialogs").getFirst(), "unread_count"))
                .isEqualTo(1);
        assertThat(read("s", 1)).isEqualTo(Tl.of(false));
        assertThat(read("s", 0)).isEqualTo(Tl.of(true));
        assertThat(number((Tl.Obj) dialogs("s").list("dialogs").getFirst(), "unread_count"))
                .isZero();
    }

    @Test
    void dialogsComeInPages() {
        List.of(NEWS, TestWorlds.COOKING, GROUP).forEach(chat -> join("s", chat));
        Set<String> seen = new HashSet<>();
        for (int offset = 0; offset < 4; offset++) {
            Tl.Obj page = done(call("s", new Call.Dialogs(1, offset)));
            assertThat(page.integer("total")).contains(3L);
            assertThat(page.list("dialogs")).hasSize(offset < 3 ? 1 : 0);
            page.list("dialogs")
                    .forEach(dialog -> seen.add(((Tl.Obj) dialog).text("chat").orElseThrow()));
        }

        assertThat(seen).containsExactlyInAnyOrder(NEWS, TestWorlds.COOKING, GROUP);
        failed(call("s", new Call.Dialogs(0, 0)), 400, "LIMIT_INVALID");
        failed(call("s", new Call.Dialogs(101, 0)), 400, "LIMIT_INVALID");
        failed(call("s", new Call.Dialogs(1, -1)), 400, "OFFSET_INVALID");
    }

    @Test
    void rawDialogsGoOnBehindAPeer() {
        List.of(NEWS, TestWorlds.COOKING).forEach(chat -> join("s", chat));
        Tl.Obj first = done(raw("s", "messages.getDialogs", Tl.object().with("limit", 1)));
        assertThat(first.name()).isEqualTo("messages.dialogsSlice");
        assertThat(first.integer("count")).contains(2L);
        String behind =
                ((Tl.Obj) first.list("chats").getFirst()).text("username").orElseThrow();

        Tl.Obj second = done(
                raw("s", "messages.getDialogs", Tl.object().with("limit", 1).with("offset_peer", behind)));

        assertThat(((Tl.Obj) second.list("chats").getFirst()).text("username").orElseThrow())
                .isNotEqualTo(behind);
        failed(raw("s", "messages.getDialogs", Tl.object().with("offset_peer", GROUP)), 400, "OFFSET_PEER_ID_INVALID");
    }

    @Test
    void membersOfAGroupWriteAndEverybodyReadsIt() {
        join("s", GROUP);
        long before = count(GROUP);

        Tl.Obj sent = done(send("s", GROUP, "Hello, все 👋", 1L));

        assertThat(sent.name()).isEqualTo("message");
        assertThat(sent.integer("id")).contains(before + 1);
        Tl.Obj seen = history("other", GROUP, Tl.object().with("limit", 1)).getFirst();
        assertThat(seen.text("message")).contains("Hello, все 👋");
        assertThat(seen.integer("id")).contains(before + 1);
        assertThat(seen.bool("out")).contains(false);
        assertThat(((Tl.Obj) seen.get("reply_to").orElseThrow()).integer("reply_to_msg_id"))
                .contains(1L);
    }

    @Test
    void writingHasRules() {
        join("s", GROUP);
        join("s", NEWS);

        failed(send("s", NEWS, "hi", null), 403, "CHAT_WRITE_FORBIDDEN");
        failed(send("stranger", GROUP, "hi", null), 403, "CHAT_WRITE_FORBIDDEN");
        failed(send("s", PRIVATE, "hi", null), 406, "CHANNEL_PRIVATE");
        failed(send("s", GROUP, " \n", null), 400, "MESSAGE_EMPTY");
        failed(send("s", GROUP, "x".repeat(4097), null), 400, "MESSAGE_TOO_LONG");
        failed(send("s", GROUP, "👋".repeat(2049), null), 400, "MESSAGE_TOO_LONG");
        failed(send("s", GROUP, "hi", 1_000_000L), 400, "REPLY_MESSAGE_ID_INVALID");
        done(send("s", GROUP, "x".repeat(4096), null));
    }

    @Test
    void aRepeatGetsTheFirstAnswerAndHasNoSecondEffect() {
        join("s", GROUP);
        Call call = new Call.SendMessage(GROUP, "once", "run/2/0", null);
        Tl.Obj first = done(call("s", call));
        advance(Duration.ofMinutes(5));

        assertThat(done(call("s", call))).isEqualTo(first);
        assertThat(count(GROUP)).isEqualTo(first.integer("id").orElseThrow());
    }

    @Test
    void aRepeatedJoinDoesNotUndoALaterLeave() {
        Call join = new Call.JoinChat(NEWS, "run/0/0");
        done(call("s", join));
        done(raw("s", "channels.leaveChannel", Tl.object().with("channel", NEWS)));

        assertThat(done(call("s", join)).text("status")).contains("joined");
        assertThat(dialogs("s").integer("total")).contains(0L);
    }

    @Test
    void rawCallsAreRepeatedLikeTheOthers() {
        join("s", GROUP);
        Call call = new Call.InvokeRaw(
                "messages.sendMessage",
                Tl.object().with("peer", GROUP).with("message", "once").build(),
                "run/3/0");

        assertThat(done(call("s", call))).isEqualTo(done(call("s", call)));
        Call request = new Call.InvokeRaw(
                "channels.joinChannel", Tl.object().with("channel", APPROVAL).build(), "run/4/0");
        failed(call("s", request), 400, "INVITE_REQUEST_SENT");
        failed(call("s", request), 400, "INVITE_REQUEST_SENT");
    }

    @Test
    void anotherCallUnderAUsedClientIdIsRefused() {
        join("s", GROUP);
        done(call("s", new Call.SendMessage(GROUP, "one", "run/5/0", null)));

        failed(call("s", new Call.SendMessage(GROUP, "two", "run/5/0", null)), 400, "CLIENT_ID_REUSED");
        failed(call("s", new Call.JoinChat(NEWS, "run/5/0")), 400, "CLIENT_ID_REUSED");
        join("other", GROUP);
        done(call("other", new Call.SendMessage(GROUP, "two", "run/5/0", null)));
    }

    @Test
    void aCallThatFailedMayBeTriedAgainUnderItsClientId() {
        Call call = new Call.SendMessage(GROUP, "hi", "run/6/0", null);
        failed(call("s", call), 403, "CHAT_WRITE_FORBIDDEN");
        join("s", GROUP);

        done(call("s", call));
    }

    @Test
    void sendingWithoutPauseMeetsAFloodWaitThatEnds() {
        join("s", GROUP);
        Reply last = send("s", GROUP, "first", null);
        for (int i = 0; i < 60 && last instanceof Reply.Done; i++) {
            last = send("s", GROUP, "more", null);
        }

        Reply.Failed wait = failed(last, 420, "FLOOD_WAIT_X");
        assertThat(wait.retryAfter()).isPositive();
        advance(Objects.requireNonNull(wait.retryAfter()));
        done(send("s", GROUP, "patient", null));
    }

    @Test
    void refusesIdsOutsideTheirPattern() {
        failed(call("s", new Call.JoinChat(NEWS, "a b")), 400, "CLIENT_ID_INVALID");
        failed(call("s", new Call.JoinChat(NEWS, "x".repeat(129))), 400, "CLIENT_ID_INVALID");
        failed(call("s.t", new Call.JoinChat(NEWS, id())), 400, "SESSION_ID_INVALID");
    }

    @Test
    void aVisitOfSevenActionsNeverMeetsAFloodWait() {
        for (int visit = 0; visit < 10; visit++) {
            String session = "visitor" + visit % 2;
            for (int action = 0; action < 7; action++) {
                done(call(session, new Call.JoinChat(NEWS, id())));
                done(raw(session, "messages.getHistory", Tl.object().with("peer", NEWS)));
                done(raw(session, "messages.getMessagesViews", viewing(true, 1, 2, 3)));
                done(call(session, new Call.Dialogs(100, 0)));
                advance(Duration.ofSeconds(5));
            }
            advance(Duration.ofMinutes(2));
        }
    }

    private long count(String chat) {
        return done(raw(
                        "counter",
                        "messages.getHistory",
                        Tl.object().with("peer", chat).with("limit", 1)))
                .integer("count")
                .orElseThrow();
    }

    private List<Long> idsOf(Tl.Builder window) {
        return history("s", NEWS, window).stream().map(m -> number(m, "id")).toList();
    }

    private List<Tl.Obj> history(String session, String chat, Tl.Builder window) {
        Tl.Obj page = done(raw(session, "messages.getHistory", window.with("peer", chat)));
        assertThat(page.name()).isEqualTo("messages.channelMessages");
        return page.list("messages").stream().map(m -> (Tl.Obj) m).toList();
    }

    private long views(String session, int post, boolean increment) {
        Tl.Obj answer = done(raw(session, "messages.getMessagesViews", viewing(increment, post)));
        return number((Tl.Obj) answer.list("views").getFirst(), "views");
    }

    private static Tl.Builder viewing(boolean increment, int... posts) {
        return Tl.object()
                .with("peer", NEWS)
                .with("id", Arrays.stream(posts).mapToObj(Tl::of).toList())
                .with("increment", increment);
    }

    private Tl read(String session, long maxId) {
        Reply reply = raw(
                session,
                "channels.readHistory",
                Tl.object().with("channel", NEWS).with("max_id", maxId));
        assertThat(reply).isInstanceOf(Reply.Done.class);
        return ((Reply.Done) reply).result();
    }

    private Tl.Obj join(String session, String chat) {
        return done(call(session, new Call.JoinChat(chat, id())));
    }

    private Tl.Obj dialogs(String session) {
        return done(call(session, new Call.Dialogs(100, 0)));
    }

    private Reply send(String session, String chat, String text, @Nullable Long replyTo) {
        return call(session, new Call.SendMessage(chat, text, id(), replyTo));
    }

    private Reply raw(String session, String method, Tl.Builder params) {
        return call(session, new Call.InvokeRaw(method, params.build(), null));
    }

    private Reply call(String session, Call call) {
        return gateway().call(Caller.of(test + session), call, PATIENCE);
    }

    private String id() {
        return "test/" + ids.incrementAndGet();
    }

    private static Tl.Obj done(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Done.class);
        return (Tl.Obj) ((Reply.Done) reply).result();
    }

    private static Reply.Failed failed(Reply reply, int code, String name) {
        assertThat(reply).isInstanceOf(Reply.Failed.class);
        Reply.Failed failed = (Reply.Failed) reply;
        assertThat(failed.name()).isEqualTo(name);
        assertThat(failed.code()).isEqualTo(code);
        assertThat(failed.description()).isNotBlank();
        return failed;
    }

    private static long number(Tl.Obj object, String field) {
        return object.integer(field).orElseThrow();
    }

    private static List<Optional<String>> texts(List<Tl.Obj> messages) {
        return messages.stream().map(m -> m.text("message")).toList();
    }
}
