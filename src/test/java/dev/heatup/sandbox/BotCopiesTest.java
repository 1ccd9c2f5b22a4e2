package dev.heatup.sandbox;

import static dev.heatup.sandbox.SampleWorld.FIGUREHEAD;
import static dev.heatup.sandbox.SampleWorld.FORUM;
import static dev.heatup.sandbox.SampleWorld.GAZETTE;
import static dev.heatup.sandbox.SampleWorld.GUEST;
import static dev.heatup.sandbox.SampleWorld.NOSY;
import static dev.heatup.sandbox.SampleWorld.SLOW;
import static dev.heatup.sandbox.SampleWorld.SQUARE;
import static dev.heatup.sandbox.SampleWorld.WARDEN;
import static dev.heatup.sandbox.SandboxDriver.number;
import static dev.heatup.sandbox.SandboxDriver.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.telegram.Tl;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Bots forward and copy messages. */
class BotCopiesTest extends SampleWorldTestBase {

    private Tl.Builder from(String chat, String to, List<Long> ids) {
        return in(to).with("from_chat_id", town.chat(chat))
                .with("message_ids", ids.stream().map(Tl::of).toList());
    }

    private static List<Long> ids(Tl result) {
        return ((Tl.Items) result)
                .items().stream()
                        .map(message -> number((Tl.Obj) message, "message_id"))
                        .toList();
    }

    /** What stands in the forum under these ids. */
    private List<Tl.Obj> inTheForum(List<Long> ids) {
        return ids.stream()
                .map(id -> town.botGets(
                        WARDEN,
                        "forwardMessage",
                        in(FORUM).with("from_chat_id", town.chat(FORUM)).with("message_id", id)))
                .toList();
    }

    @Test
    void forwardsTellWhereTheyComeFrom() {
        town.joins("ann", SQUARE);
        long said = number(town.says("ann", SQUARE, "look"), "id");
        Function<Long, Tl.Builder> from =
                id -> in(FORUM).with("from_chat_id", town.chat(SQUARE)).with("message_id", id);
        Tl.Obj ofPerson = object(town.botGets(WARDEN, "forwardMessage", from.apply(said)), "forward_origin");
        Tl.Obj post = town.botGets(WARDEN, "sendMessage", in(GAZETTE).with("text", "News"));
        Tl.Obj ofChannel = object(
                town.botGets(
                        WARDEN,
                        "forwardMessage",
                        in(FORUM)
                                .with("from_chat_id", town.chat(GAZETTE))
                                .with("message_id", number(post, "message_id"))),
                "forward_origin");

        assertThat(ofPerson.text("type")).contains("user");
        assertThat(object(ofPerson, "sender_user").integer("id")).contains(town.user("ann"));
        assertThat(ofChannel.text("type")).contains("channel");
        assertThat(ofChannel.integer("message_id")).isEqualTo(post.integer("message_id"));
        assertThat(town.refusal(WARDEN, "forwardMessage", from.apply(999L)))
                .isEqualTo("Bad Request: message to forward not found");
    }

    @Test
    void forwardsAreToldAsOlderClientsReadThemToo() {
        town.joins("ann", SQUARE);
        long said = number(town.says("ann", SQUARE, "look"), "id");
        Tl.Obj ofPerson = town.botGets(
                WARDEN,
                "forwardMessage",
                in(FORUM).with("from_chat_id", town.chat(SQUARE)).with("message_id", said));
        Tl.Obj post = town.botGets(WARDEN, "sendMessage", in(GAZETTE).with("text", "News"));
        Tl.Obj copy = town.updates(NOSY, "message").getLast();

        assertThat(object(ofPerson, "forward_from").integer("id")).contains(town.user("ann"));
        assertThat(ofPerson.integer("forward_date"))
                .isEqualTo(object(ofPerson, "forward_origin").integer("date"));
        assertThat(object(copy, "forward_from_chat").text("username")).contains(GAZETTE);
        assertThat(copy.integer("forward_from_message_id")).isEqualTo(post.integer("message_id"));
    }

    @Test
    void aCopyTellsNothingOfWhereItComesFrom() {
        Tl.Obj photo = town.botGets(
                WARDEN,
                "sendPhoto",
                in(SQUARE).with("photo", "https://pictures.example/1.jpg").with("caption", "old"));
        Tl.Obj copied = town.botGets(
                WARDEN,
                "copyMessage",
                in(FORUM)
                        .with("from_chat_id", town.chat(SQUARE))
                        .with("message_id", number(photo, "message_id"))
                        .with("caption", "*new*")
                        .with("parse_mode", "MarkdownV2"));
        Tl.Obj forwarded = town.botGets(
                WARDEN,
                "forwardMessage",
                in(FORUM).with("from_chat_id", town.chat(FORUM)).with("message_id", number(copied, "message_id")));

        assertThat(forwarded.text("caption")).contains("new");
        assertThat(object(object(forwarded, "forward_origin"), "sender_user").integer("id"))
                .contains(1001L);
        assertThat(fileId(forwarded)).isEqualTo(fileId(photo));
    }

    @Test
    void manyAreForwardedAtOnceAndAlbumsStayTogether() {
        town.joins("ann", SQUARE);
        long said = number(town.says("ann", SQUARE, "look"), "id");
        List<Long> album = ids(town.bot(WARDEN, "sendMediaGroup", in(SQUARE).with("media", ALBUM)));
        town.updates(FIGUREHEAD);

        List<Long> there = ids(town.bot(
                WARDEN, "forwardMessages", from(SQUARE, GAZETTE, List.of(said, album.getFirst(), album.getLast()))));

        List<Tl.Obj> posts = town.updates(FIGUREHEAD, "channel_post");
        assertThat(posts.stream().map(post -> number(post, "message_id"))).isEqualTo(there);
        assertThat(posts).allMatch(post -> post.get("forward_origin").isPresent());
        assertThat(posts.stream().map(post -> post.text("media_group_id").isPresent()))
                .containsExactly(false, true, true);
        assertThat(posts.get(1).text("media_group_id")).isEqualTo(posts.get(2).text("media_group_id"));
        town.bot(WARDEN, "copyMessages", from(SQUARE, GAZETTE, album.subList(0, 1)));
        assertThat(town.updates(FIGUREHEAD, "channel_post"))
                .noneMatch(post -> post.get("media_group_id").isPresent()
                        || post.get("forward_origin").isPresent());
    }

    @Test
    void whatIsNotThereIsPassedOver() {
        town.joins("ann", SQUARE);
        long first = number(town.says("ann", SQUARE, "one"), "id");
        long second = number(town.says("ann", SQUARE, "two"), "id");

        assertThat(ids(town.bot(WARDEN, "copyMessages", from(SQUARE, FORUM, List.of(first, second, 9999L)))))
                .hasSize(2);
        assertThat(town.refusal(WARDEN, "copyMessages", from(SQUARE, FORUM, List.of(second, first))))
                .isEqualTo("Bad Request: message identifiers must be in a strictly increasing order");
        assertThat(town.refusal(WARDEN, "forwardMessages", from(SQUARE, FORUM, List.of(9999L))))
                .isEqualTo("Bad Request: there are no messages to forward");
        long arrival = first - 1;
        assertThat(town.refusal(WARDEN, "forwardMessages", from(SQUARE, FORUM, List.of(arrival))))
                .isEqualTo("Bad Request: messages can't be forwarded");
    }

    @Test
    void copiesCanLeaveTheirCaptionsBehind() {
        Tl.Obj photo = town.botGets(
                WARDEN,
                "sendPhoto",
                in(SQUARE).with("photo", "https://pictures.example/1.jpg").with("caption", "old"));
        List<Long> id = List.of(number(photo, "message_id"));
        List<Long> kept = ids(town.bot(WARDEN, "copyMessages", from(SQUARE, FORUM, id)));
        List<Long> bare =
                ids(town.bot(WARDEN, "copyMessages", from(SQUARE, FORUM, id).with("remove_caption", true)));

        assertThat(inTheForum(kept).getFirst().text("caption")).contains("old");
        assertThat(inTheForum(bare).getFirst().text("caption")).isEmpty();
        assertThat(object(object(inTheForum(kept).getFirst(), "forward_origin"), "sender_user")
                        .integer("id"))
                .contains(1001L);
    }

    @Test
    void slowModeLetsOneMessageThroughAtATime() {
        town.joins("ann", SQUARE);
        long first = number(town.says("ann", SQUARE, "one"), "id");
        long second = number(town.says("ann", SQUARE, "two"), "id");

        assertThat(town.refusal(GUEST, "forwardMessages", from(SQUARE, SLOW, List.of(first, second))))
                .isEqualTo("Bad Request: SLOWMODE_MULTI_MSGS_DISABLED");
        assertThat(ids(town.bot(FIGUREHEAD, "forwardMessages", from(SQUARE, SLOW, List.of(first, second)))))
                .hasSize(2);
    }

    @Test
    void aPersonSeesWhereAForwardComesFrom() {
        town.joins("ann", SQUARE);
        long said = number(town.says("ann", SQUARE, "Look at this"), "id");
        Tl.Obj post = town.botGets(WARDEN, "sendMessage", in(GAZETTE).with("text", "News"));
        Tl.Obj reply = town.botGets(WARDEN, "sendMessage", in(SQUARE).with("text", "Mind the rules"));
        forward(SQUARE, said);
        forward(GAZETTE, number(post, "message_id"));
        forward(SQUARE, number(reply, "message_id"));

        Tl.Obj history = town.invokes("ann", "messages.getHistory", Tl.object().with("peer", SQUARE));
        List<Tl.Obj> latest =
                history.list("messages").stream().map(Tl.Obj.class::cast).toList();
        Tl.Obj ofBot = object(latest.get(0), "fwd_from");
        Tl.Obj ofChannel = object(latest.get(1), "fwd_from");
        Tl.Obj ofPerson = object(latest.get(2), "fwd_from");
        Tl.Obj discussed = latest.stream()
                .filter(message -> message.get("fwd_from").isPresent()
                        && object(message, "fwd_from").get("saved_from_peer").isPresent())
                .findFirst()
                .orElseThrow();

        assertThat(object(ofPerson, "from_id").integer("user_id")).contains(town.user("ann"));
        assertThat(object(ofBot, "from_id").integer("user_id")).contains(1001L);
        assertThat(ofChannel.integer("channel_post")).isEqualTo(post.integer("message_id"));
        assertThat(history.list("chats").stream()
                        .map(chat -> ((Tl.Obj) chat).integer("id").orElseThrow()))
                .contains(number(object(ofChannel, "from_id"), "channel_id"));
        assertThat(discussed.get("from_id")).isEqualTo(ofChannel.get("from_id"));
        assertThat(latest).anyMatch(message -> message.get("fwd_from").isEmpty());
    }

    private void forward(String from, long id) {
        town.bot(
                WARDEN,
                "forwardMessage",
                in(SQUARE).with("from_chat_id", town.chat(from)).with("message_id", id));
    }
}
