package dev.heatup.sandbox;

import static dev.heatup.sandbox.SandboxDriver.number;
import static dev.heatup.sandbox.SandboxDriver.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.World;
import dev.heatup.telegram.Tl;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What bots make of messages whose author is neither a person nor a bot: what a group wrote before anybody came. */
class MessagesOfTheNetworkTest extends SandboxTestBase {

    private static final String GROUP = World.OPEN_GROUP.value();

    private Tl.Builder first() {
        return Tl.object().with("chat_id", town.chat(GROUP)).with("message_id", 1);
    }

    private Tl.Builder firstFromThere() {
        return first().with("from_chat_id", town.chat(GROUP)).with("message_ids", List.of(Tl.of(1), Tl.of(2)));
    }

    @Test
    void aForwardIsTheGroups() {
        Tl.Obj forward = town.botGets(SandboxDriver.BOT, "forwardMessage", firstFromThere());

        Tl.Obj origin = object(forward, "forward_origin");
        assertThat(origin.text("type")).contains("chat");
        assertThat(number(object(origin, "sender_chat"), "id")).isEqualTo(town.chat(GROUP));
        assertThat(number(object(forward, "forward_from_chat"), "id")).isEqualTo(town.chat(GROUP));
        assertThat(forward.get("forward_from_message_id")).isEmpty();
    }

    @Test
    void severalForwardsAndCopiesAreMade() {
        town.bot("forwardMessages", firstFromThere());
        town.bot("copyMessage", firstFromThere());
        town.bot("copyMessages", firstFromThere());

        assertThat(sandbox.health().running()).isTrue();
    }

    @Test
    void anAnswerShowsThatTheGroupWroteIt() {
        Tl.Obj answer = town.botGets(
                SandboxDriver.BOT,
                "sendMessage",
                first().with("text", "Yes")
                        .with(
                                "reply_parameters",
                                Tl.object().with("message_id", 1).build()));

        Tl.Obj answered = object(answer, "reply_to_message");
        assertThat(number(object(answered, "sender_chat"), "id")).isEqualTo(town.chat(GROUP));
        assertThat(object(answered, "from").text("username")).contains("GroupAnonymousBot");
    }

    @Test
    void itIsPinnedAndReactedToAndStaysAsItIs() {
        town.bot("pinChatMessage", first());
        town.bot(
                "setMessageReaction",
                first().with(
                                "reaction",
                                List.of(Tl.object()
                                        .with("type", "emoji")
                                        .with("emoji", "👍")
                                        .build())));
        town.bot("getChat", first());

        assertThat(town.refusal("editMessageText", first().with("text", "x"))).contains("can't be edited");
        assertThat(town.refusal("deleteMessage", first())).contains("can't be deleted");
    }

    @Test
    void peopleSeeWhereItComesFrom() {
        town.bot("forwardMessage", firstFromThere());
        town.joins("ann", GROUP);

        Tl.Obj history = town.invokes("ann", "messages.getHistory", Tl.object().with("peer", GROUP));
        assertThat(history.list("messages"))
                .map(Tl.Obj.class::cast)
                .filteredOn(message -> message.get("fwd_from").isPresent())
                .first()
                .satisfies(message -> assertThat(
                                object(object(message, "fwd_from"), "from_id").text("_"))
                        .contains("peerChannel"));
    }

    @Test
    void whatTheNetworkNotesInAChatIsNeitherForwardedNorCopiedNorPinned() {
        town.joins("ann", GROUP);
        long note = sandbox.control()
                .look(worldView -> {
                    var chat = worldView
                            .state()
                            .chatById(town(GROUP, worldView.state().world()))
                            .orElseThrow();
                    return (long) chat.at(chat.size() - 1).id();
                })
                .join();
        Tl.Builder about = first().with("message_id", note).with("from_chat_id", town.chat(GROUP));

        assertThat(town.refusal("forwardMessage", about)).contains("can't be forwarded");
        assertThat(town.refusal("copyMessage", about)).contains("can't be copied");
        assertThat(town.refusal("pinChatMessage", about)).isEqualTo("Bad Request: a service message can't be pinned");
        assertThat(sandbox.control()
                        .look(worldView -> worldView
                                .state()
                                .chatById(town(GROUP, worldView.state().world()))
                                .orElseThrow()
                                .find(note)
                                .orElseThrow()
                                .content())
                        .join())
                .isInstanceOf(Content.Arrival.class);
    }

    private static long town(String chat, World world) {
        return world.find(new Username(chat)).orElseThrow().botApiId();
    }

    @Test
    void aMentionShowsWhomItMentionsAndOneOfNobodyIsPlainText() {
        town.joins("ann", GROUP);
        long ann = town.user("ann");

        Tl.Obj sent = town.botGets(
                SandboxDriver.BOT,
                "sendMessage",
                first().with("parse_mode", "HTML")
                        .with(
                                "text",
                                "<a href=\"tg://user?id=" + ann + "\">Ann</a> <a href=\"tg://user?id=77\">X</a>"));

        assertThat(sent.list("entities")).singleElement().satisfies(entity -> {
            assertThat(((Tl.Obj) entity).text("type")).contains("text_mention");
            Tl.Obj user = object((Tl.Obj) entity, "user");
            assertThat(number(user, "id")).isEqualTo(ann);
            assertThat(user.bool("is_bot")).contains(false);
            assertThat(user.text("first_name")).isPresent();
        });
    }
}
