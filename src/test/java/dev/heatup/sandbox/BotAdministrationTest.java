package dev.heatup.sandbox;

import static dev.heatup.sandbox.SampleWorld.CLUB;
import static dev.heatup.sandbox.SampleWorld.FIGUREHEAD;
import static dev.heatup.sandbox.SampleWorld.FORUM;
import static dev.heatup.sandbox.SampleWorld.GAZETTE;
import static dev.heatup.sandbox.SampleWorld.GUEST;
import static dev.heatup.sandbox.SampleWorld.GUEST_NAME;
import static dev.heatup.sandbox.SampleWorld.NOSY;
import static dev.heatup.sandbox.SampleWorld.SLOW;
import static dev.heatup.sandbox.SampleWorld.SQUARE;
import static dev.heatup.sandbox.SampleWorld.WARDEN;
import static dev.heatup.sandbox.SandboxDriver.number;
import static dev.heatup.sandbox.SandboxDriver.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bots decide over people and chats. */
class BotAdministrationTest extends SampleWorldTestBase {

    private static Tl.Obj allow(String... permissions) {
        Tl.Builder all = Tl.object();
        Stream.of(permissions).forEach(permission -> all.with("can_" + permission, true));
        return all.build();
    }

    private String status(String chat, String person) {
        return town.botGets(WARDEN, "getChatMember", about(chat, person))
                .text("status")
                .orElseThrow();
    }

    private Reply saying(String person, String chat) {
        return town.tries(person, new Call.SendMessage(chat, "hello", person + time.instant(), null));
    }

    private static void isRefused(Reply reply, String name) {
        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Failed.class, failed -> assertThat(failed.name()).isEqualTo(name));
    }

    private long soon(Duration in) {
        return time.instant().plus(in).getEpochSecond();
    }

    @Test
    void aBanEndsWhenItsTimeIsOver() {
        town.joins("ann", SQUARE);
        town.bot(WARDEN, "banChatMember", about(SQUARE, "ann").with("until_date", soon(Duration.ofMinutes(10))));
        assertThat(status(SQUARE, "ann")).isEqualTo("kicked");
        isRefused(town.tries("ann", new Call.JoinChat(SQUARE, "a")), "CHANNEL_PRIVATE");

        time.advance(Duration.ofMinutes(11));
        assertThat(status(SQUARE, "ann")).isEqualTo("left");
        town.joins("ann", SQUARE);
    }

    @Test
    void aBanForLessThanHalfAMinuteIsForEver() {
        town.joins("ann", SQUARE);
        town.bot(WARDEN, "banChatMember", about(SQUARE, "ann").with("until_date", soon(Duration.ofSeconds(20))));
        time.advance(Duration.ofDays(300));

        assertThat(status(SQUARE, "ann")).isEqualTo("kicked");
        town.bot(WARDEN, "unbanChatMember", about(SQUARE, "ann").with("only_if_banned", true));
        assertThat(status(SQUARE, "ann")).isEqualTo("left");
    }

    @Test
    void unbanningAMemberPutsThemOutUnlessToldNotTo() {
        town.joins("ann", SQUARE);
        town.bot(WARDEN, "unbanChatMember", about(SQUARE, "ann").with("only_if_banned", true));
        assertThat(status(SQUARE, "ann")).isEqualTo("member");

        town.bot(WARDEN, "unbanChatMember", about(SQUARE, "ann"));
        assertThat(status(SQUARE, "ann")).isEqualTo("left");
        assertThat(town.updates(NOSY, "message").getLast().get("left_chat_member"))
                .isPresent();
    }

    @Test
    void whatSomebodyWroteOutlivesTheirBanInSupergroups() {
        town.joins("ann", SQUARE);
        town.joins("bob", SQUARE);
        long id = number(town.says("ann", SQUARE, "spam"), "id");
        town.bot(WARDEN, "banChatMember", about(SQUARE, "ann").with("revoke_messages", true));

        assertThat(town.invokes("bob", "messages.getHistory", Tl.object().with("peer", SQUARE))
                        .toString())
                .contains("spam");
        town.bot(WARDEN, "deleteMessage", in(SQUARE).with("message_id", id));
    }

    @Test
    void aRestrictionOutlastsThatSomebodyLeaves() {
        town.joins("ann", SQUARE);
        town.bot(WARDEN, "restrictChatMember", about(SQUARE, "ann").with("permissions", allow()));
        town.allows(WARDEN, "chat_member");
        leaves("ann");
        assertThat(member("ann").text("status")).contains("restricted");
        assertThat(member("ann").bool("is_member")).contains(false);

        town.joins("ann", SQUARE);
        assertThat(member("ann").bool("is_member")).contains(true);
        isRefused(saying("ann", SQUARE), "USER_BANNED_IN_CHANNEL");
        assertThat(town.updates(WARDEN, "chat_member"))
                .extracting(update -> object(update, "new_chat_member").bool("is_member"))
                .containsExactly(Optional.of(false), Optional.of(true));
    }

    @Test
    void whoIsOutCanBeRestrictedForWhenTheyComeIn() {
        town.joins("ann", SLOW);
        town.bot(WARDEN, "restrictChatMember", about(SQUARE, "ann").with("permissions", allow("send_messages")));
        assertThat(member("ann").text("status")).contains("restricted");
        assertThat(member("ann").bool("is_member")).contains(false);
        isRefused(saying("ann", SQUARE), "CHAT_WRITE_FORBIDDEN");

        town.joins("ann", SQUARE);
        assertThat(member("ann").bool("can_send_messages")).contains(true);
        assertThat(member("ann").bool("can_send_photos")).contains(false);
    }

    @Test
    void whoIsOutStaysOutWhenTheirRestrictionEnds() {
        town.joins("ann", SQUARE);
        town.bot(
                WARDEN,
                "restrictChatMember",
                about(SQUARE, "ann").with("permissions", allow()).with("until_date", soon(Duration.ofMinutes(5))));
        leaves("ann");
        time.advance(Duration.ofMinutes(6));

        assertThat(status(SQUARE, "ann")).isEqualTo("left");
    }

    @Test
    void restrictingWhoIsBannedLetsThemInAgain() {
        town.joins("ann", SQUARE);
        town.bot(WARDEN, "banChatMember", about(SQUARE, "ann"));
        town.bot(WARDEN, "restrictChatMember", about(SQUARE, "ann").with("permissions", allow()));

        town.joins("ann", SQUARE);
        isRefused(saying("ann", SQUARE), "USER_BANNED_IN_CHANNEL");
        town.bot(WARDEN, "unbanChatMember", about(SQUARE, "ann").with("only_if_banned", true));
        assertThat(status(SQUARE, "ann")).isEqualTo("restricted");
        town.bot(WARDEN, "unbanChatMember", about(SQUARE, "ann"));
        assertThat(status(SQUARE, "ann")).isEqualTo("left");
    }

    private Tl.Obj member(String person) {
        return town.botGets(WARDEN, "getChatMember", about(SQUARE, person));
    }

    private void leaves(String person) {
        town.invokes(person, "channels.leaveChannel", Tl.object().with("channel", SQUARE));
    }

    @Test
    void administratorsAndTheBotItselfCanNotBeBanned() {
        assertThat(town.refusal(WARDEN, "banChatMember", in(SQUARE).with("user_id", 1004)))
                .isEqualTo("Bad Request: user is an administrator of the chat");
        assertThat(town.refusal(WARDEN, "banChatMember", in(SQUARE).with("user_id", 1001)))
                .isEqualTo("Bad Request: can't restrict self");
        assertThat(town.refusal(WARDEN, "banChatMember", in(SQUARE).with("user_id", 5)))
                .isEqualTo("Bad Request: user not found");
    }

    @Test
    void aBotWithoutTheRightIsToldSo() {
        town.joins("ann", SQUARE);
        String lacking = "Bad Request: not enough rights to restrict/unrestrict chat member";

        assertThat(town.refusal(GUEST, "banChatMember", about(SQUARE, "ann"))).isEqualTo(lacking);
        assertThat(town.refusal(
                        FIGUREHEAD, "restrictChatMember", about(SQUARE, "ann").with("permissions", allow())))
                .isEqualTo(lacking);
        assertThat(town.refusal(NOSY, "pinChatMessage", in(SQUARE).with("message_id", 1)))
                .isEqualTo("Bad Request: not enough rights to manage pinned messages in the chat");
        assertThat(town.refusal(FIGUREHEAD, "banChatMember", in(CLUB).with("user_id", town.user("ann"))))
                .isEqualTo("Forbidden: bot is not a member of the supergroup chat");
    }

    @Test
    void whoIsRestrictedIsSilentUntilItsTimeIsOver() {
        town.joins("ann", SQUARE);
        town.bot(
                WARDEN,
                "restrictChatMember",
                about(SQUARE, "ann").with("permissions", allow()).with("until_date", soon(Duration.ofMinutes(5))));

        isRefused(saying("ann", SQUARE), "USER_BANNED_IN_CHANNEL");
        time.advance(Duration.ofMinutes(6));
        assertThat(saying("ann", SQUARE)).isInstanceOf(Reply.Done.class);
        assertThat(status(SQUARE, "ann")).isEqualTo("member");
    }

    @Test
    void somePermissionsBringOthersUnlessTheyAreIndependent() {
        town.joins("ann", SQUARE);
        Tl.Builder previews = about(SQUARE, "ann").with("permissions", allow("add_web_page_previews"));
        town.bot(WARDEN, "restrictChatMember", previews);
        Tl.Obj member = town.botGets(WARDEN, "getChatMember", about(SQUARE, "ann"));
        assertThat(member.bool("can_send_messages")).contains(true);
        assertThat(member.bool("can_send_photos")).contains(true);
        assertThat(member.bool("can_send_polls")).contains(false);

        town.bot(WARDEN, "restrictChatMember", previews.with("use_independent_chat_permissions", true));
        assertThat(town.botGets(WARDEN, "getChatMember", about(SQUARE, "ann")).bool("can_send_messages"))
                .contains(false);
        isRefused(saying("ann", SQUARE), "USER_BANNED_IN_CHANNEL");
    }

    @Test
    void reactionsFollowMessagesWhereNothingElseIsSaid() {
        town.joins("ann", SQUARE);
        town.bot(WARDEN, "restrictChatMember", about(SQUARE, "ann").with("permissions", allow("send_messages")));
        Tl.Obj member = town.botGets(WARDEN, "getChatMember", about(SQUARE, "ann"));

        assertThat(member.bool("can_react_to_messages")).contains(true);
        assertThat(member.bool("can_pin_messages")).contains(false);
    }

    @Test
    void whatAllMembersMayDoCanBeTakenFromThem() {
        town.joins("ann", SQUARE);
        town.bot(WARDEN, "setChatPermissions", in(SQUARE).with("permissions", allow()));

        isRefused(saying("ann", SQUARE), "CHAT_WRITE_FORBIDDEN");
        assertThat(town.refusal(GUEST, "sendMessage", in(SQUARE).with("text", "me too")))
                .isEqualTo("Bad Request: not enough rights to send text messages to the chat");
        assertThat(town.refusal(GUEST, "sendPhoto", in(SQUARE).with("photo", "https://pictures.example/a.jpg")))
                .isEqualTo("Bad Request: not enough rights to send photos to the chat");
        town.bot(WARDEN, "sendMessage", in(SQUARE).with("text", "I still may"));
        assertThat(object(town.botGets(WARDEN, "getChat", in(SQUARE)), "permissions")
                        .bool("can_send_messages"))
                .contains(false);
    }

    @Test
    void slowModeHoldsPeopleBack() {
        town.joins("ann", SLOW);
        time.advance(Duration.ofMinutes(2));
        assertThat(saying("ann", SLOW)).isInstanceOf(Reply.Done.class);
        time.advance(Duration.ofSeconds(10));
        isRefused(saying("ann", SLOW), "SLOWMODE_WAIT_X");
        assertThat(town.botGets(GUEST, "getChat", in(SLOW)).integer("slow_mode_delay"))
                .contains(60L);
    }

    @Test
    void slowModeHoldsBotsBackThatAreNoAdministrators() {
        Tl.Builder message = in(SLOW).with("text", "hello");
        town.bot(GUEST, "sendMessage", message);
        // For the first of these moments the world stands still, since a bot has just called.
        time.advance(Duration.ofMillis(10_100));

        assertThat(town.refusal(GUEST, "sendMessage", message)).isEqualTo("Too Many Requests: retry after 50");
        town.bot(GUEST, "sendChatAction", in(SLOW).with("action", "typing"));
        time.advance(Duration.ofSeconds(51));
        town.bot(GUEST, "sendMessage", message);
        town.bot(FIGUREHEAD, "sendMessage", message);
        town.bot(FIGUREHEAD, "sendMessage", message);
    }

    @Test
    void anAdministratorHasTheRightsThatThereAreInSuchAChat() {
        Tl.Obj inGroup = town.botGets(WARDEN, "getChatMember", in(SQUARE).with("user_id", 1001));
        Tl.Obj inChannel = town.botGets(WARDEN, "getChatMember", in(GAZETTE).with("user_id", 1001));

        assertThat(inGroup.fields())
                .containsKeys("can_pin_messages", "can_manage_topics", "can_manage_voice_chats")
                .doesNotContainKeys("can_post_messages", "can_edit_messages", "can_manage_direct_messages");
        assertThat(inChannel.fields())
                .containsKeys("can_post_messages", "can_edit_messages", "can_manage_direct_messages")
                .doesNotContainKeys("can_pin_messages", "can_manage_topics", "can_manage_tags");
    }

    @Test
    void formerNamesOfMethodsAreKnown() {
        town.joins("ann", SQUARE);

        assertThat(town.bot(WARDEN, "getChatMembersCount", in(SQUARE)))
                .isEqualTo(town.bot(WARDEN, "getChatMemberCount", in(SQUARE)));
        town.bot(WARDEN, "kickChatMember", about(SQUARE, "ann"));
        assertThat(status(SQUARE, "ann")).isEqualTo("kicked");
    }

    @Test
    void promotesWithRightsThatItHasAndTakesThemBack() {
        town.joins("ann", SQUARE);
        town.allows(WARDEN, "chat_member");
        town.bot(WARDEN, "promoteChatMember", about(SQUARE, "ann").with("can_delete_messages", true));
        assertThat(town.bot(WARDEN, "getChatAdministrators", in(SQUARE)).toString())
                .contains(Long.toString(town.user("ann")));
        assertThat(status(SQUARE, "ann")).isEqualTo("administrator");
        town.bot(WARDEN, "promoteChatMember", about(SQUARE, "ann"));

        assertThat(status(SQUARE, "ann")).isEqualTo("member");
        assertThat(town.updates(WARDEN, "chat_member")).hasSize(2);
        assertThat(town.refusal(
                        WARDEN, "promoteChatMember", about(SQUARE, "ann").with("can_invite_users", true)))
                .isEqualTo("Bad Request: RIGHT_FORBIDDEN");
        assertThat(town.refusal(WARDEN, "promoteChatMember", in(SQUARE).with("user_id", 1001)))
                .isEqualTo("Bad Request: can't promote self");
    }

    private String clubLink() {
        return ((Tl.Text) town.bot(WARDEN, "exportChatInviteLink", in(CLUB))).value();
    }

    @Test
    void letsPeopleInWhoAskForIt() {
        town.joins("ann", clubLink());
        Tl.Obj request = town.updates(WARDEN, "chat_join_request").getFirst();
        assertThat(object(request, "from").integer("id")).contains(town.user("ann"));
        assertThat(request.integer("user_chat_id")).contains(town.user("ann"));

        town.bot(
                WARDEN,
                "sendMessage",
                Tl.object().with("chat_id", town.user("ann")).with("text", "Who are you?"));
        town.allows(WARDEN, "chat_member");
        town.bot(WARDEN, "approveChatJoinRequest", about(CLUB, "ann"));

        assertThat(status(CLUB, "ann")).isEqualTo("member");
        assertThat(town.updates(WARDEN, "chat_member").getFirst().bool("via_join_request"))
                .contains(true);
        assertThat(town.refusal(WARDEN, "approveChatJoinRequest", about(CLUB, "ann")))
                .isEqualTo("Bad Request: USER_ALREADY_PARTICIPANT");
    }

    @Test
    void membersAloneCallAPrivateGroupByItsName() {
        town.joins("ann", clubLink());
        town.bot(WARDEN, "approveChatJoinRequest", about(CLUB, "ann"));

        assertThat(town.says("ann", CLUB, "Hello").integer("id")).isPresent();
        assertThat(town.tries("ben", new Call.SendMessage(CLUB, "Hello", "b/1", null)))
                .isInstanceOfSatisfying(
                        Reply.Failed.class, failed -> assertThat(failed.name()).isEqualTo("USERNAME_NOT_OCCUPIED"));
        assertThat(town.tries(
                        "ann", town.raw("contacts.resolveUsername", Tl.object().with("username", CLUB))))
                .isInstanceOf(Reply.Failed.class);
    }

    @Test
    void keepsPeopleOutWhoAskForIt() {
        town.joins("ann", clubLink());
        town.bot(WARDEN, "declineChatJoinRequest", about(CLUB, "ann"));

        assertThat(status(CLUB, "ann")).isEqualTo("left");
        assertThat(town.refusal(WARDEN, "declineChatJoinRequest", about(CLUB, "ann")))
                .isEqualTo("Bad Request: HIDE_REQUESTER_MISSING");
        assertThat(town.refusal(
                        WARDEN,
                        "sendMessage",
                        Tl.object().with("chat_id", town.user("ann")).with("text", "Sorry")))
                .isEqualTo("Bad Request: chat not found");
    }

    @Test
    void leavesAndIsTold() {
        town.joins("ann", SQUARE);
        town.updates(GUEST);
        town.bot(GUEST, "leaveChat", in(SQUARE));

        assertThat(town.updates(GUEST).getLast().get("my_chat_member")).isPresent();
        assertThat(town.refusal(GUEST, "sendMessage", in(SQUARE).with("text", "bye")))
                .isEqualTo("Forbidden: bot is not a member of the supergroup chat");
        assertThat(town.updates(NOSY)).noneMatch(update -> update.toString().contains("\"bye\""));
    }

    @Test
    void looksAtListedChatsFromOutsideAndAtNoOthers() {
        BotToken stranger = BotToken.parse("2000:x").orElseThrow();

        assertThat(town.botGets(stranger, "getChat", Tl.object().with("chat_id", "@" + SQUARE))
                        .text("title"))
                .contains("Square");
        assertThat(town.refusal(stranger, "getChat", in(CLUB)))
                .isEqualTo("Forbidden: bot is not a member of the supergroup chat");
        assertThat(town.refusal(stranger, "getChat", Tl.object().with("chat_id", "@" + CLUB)))
                .isEqualTo("Bad Request: chat not found");
    }

    @Test
    void chatsAreDescribed() {
        Tl.Obj gazette = town.botGets(WARDEN, "getChat", in(GAZETTE));
        Tl.Obj square = town.botGets(WARDEN, "getChat", in(SQUARE));

        assertThat(gazette.integer("linked_chat_id")).contains(town.chat(SQUARE));
        assertThat(square.integer("linked_chat_id")).contains(town.chat(GAZETTE));
        assertThat(square.get("invite_link")).isEmpty();
        Tl.Obj club = town.botGets(WARDEN, "getChat", in(CLUB));
        assertThat(club.bool("join_by_request")).contains(true);
        assertThat(club.get("username")).isEmpty();
        assertThat(club.text("invite_link")).contains(clubLink());
        assertThat(town.botGets(WARDEN, "getChat", in(FORUM)).bool("is_forum")).contains(true);
    }

    @Test
    void pinsAndUnpins() {
        town.joins("ann", SQUARE);
        long first = number(town.says("ann", SQUARE, "one"), "id");
        long second = number(town.says("ann", SQUARE, "two"), "id");
        List.of(first, second)
                .forEach(id -> town.bot(WARDEN, "pinChatMessage", in(SQUARE).with("message_id", id)));
        assertThat(pinned()).contains("two");
        town.bot(WARDEN, "unpinChatMessage", in(SQUARE));
        assertThat(pinned()).contains("one").doesNotContain("two");
        town.bot(WARDEN, "unpinAllChatMessages", in(SQUARE));
        assertThat(pinned()).isEqualTo("");
        assertThat(town.refusal(WARDEN, "unpinChatMessage", in(SQUARE)))
                .isEqualTo("Bad Request: message to unpin not found");
    }

    @Test
    void aPinIsNotedInTheChat() {
        Tl.Obj post = town.botGets(WARDEN, "sendMessage", in(GAZETTE).with("text", "News"));
        town.updates(FIGUREHEAD);
        town.bot(WARDEN, "pinChatMessage", in(GAZETTE).with("message_id", number(post, "message_id")));
        Tl.Obj inChannel = town.updates(FIGUREHEAD, "channel_post").getLast();
        assertThat(object(inChannel, "pinned_message").text("text")).contains("News");
        assertThat(object(inChannel, "sender_chat").text("username")).contains(GAZETTE);
        assertThat(inChannel.get("from")).isEmpty();

        town.starts("ann", GUEST_NAME);
        Tl.Obj hello = town.botGets(GUEST, "sendMessage", to("ann").with("text", "Hello"));
        town.updates(GUEST);
        town.bot(GUEST, "pinChatMessage", to("ann").with("message_id", number(hello, "message_id")));
        assertThat(object(town.updates(GUEST, "message").getLast(), "pinned_message")
                        .text("text"))
                .contains("Hello");
    }

    @Test
    void inAForumAPinIsNotedInItsTopic() {
        Tl.Obj cats = town.botGets(
                WARDEN, "sendMessage", in(FORUM).with("message_thread_id", 2).with("text", "Meow"));
        town.bot(WARDEN, "pinChatMessage", in(FORUM).with("message_id", number(cats, "message_id")));

        Tl.Obj note = town.updates(GUEST, "message").getLast();
        assertThat(object(note, "pinned_message").text("text")).contains("Meow");
        assertThat(note.integer("message_thread_id")).contains(2L);
    }

    private String pinned() {
        return town.botGets(WARDEN, "getChat", in(SQUARE))
                .get("pinned_message")
                .map(Tl::toString)
                .orElse("");
    }

    @ParameterizedTest
    @ValueSource(longs = {999_999_999_999_999_999L, -999_999_999_999_999_999L, 1L << 32})
    void aNumberBeyondAnyDateOrMessageIsOneThatIsNotThere(long number) {
        town.joins("ann", SQUARE);

        town.bot(WARDEN, "banChatMember", about(SQUARE, "ann").with("until_date", number));

        Tl.Obj member = town.botGets(WARDEN, "getChatMember", about(SQUARE, "ann"));
        assertThat(member.integer("until_date")).contains(0L);
        assertThat(town.refusal(WARDEN, "unpinChatMessage", in(SQUARE).with("message_id", number)))
                .isEqualTo("Bad Request: message to unpin not found");
    }
}
