package dev.heatup.sandbox;

import static dev.heatup.sandbox.SandboxDriver.BOT;
import static dev.heatup.sandbox.SandboxDriver.number;
import static dev.heatup.sandbox.SandboxDriver.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.sandbox.world.World;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Bots meet people. */
class BotsTest extends SandboxTestBase {

    private static final String GROUP = World.OPEN_GROUP.value();
    private static final String NAME = "hu_1001_bot";

    @Test
    void appearsWithItsFirstCallAndAdministersTwoChats() {
        Tl.Obj self = (Tl.Obj) town.bot("getMe", Tl.object());

        assertThat(self.text("username")).contains(NAME);
        assertThat(number(self, "id")).isEqualTo(1001);
        List<Tl.Obj> updates = town.updates("my_chat_member");
        assertThat(updates)
                .extracting(update -> object(update, "chat").text("username").orElseThrow())
                .containsExactlyInAnyOrder(GROUP, World.APPROVAL_CHANNEL.value());
        assertThat(updates)
                .allMatch(update ->
                        object(update, "new_chat_member").text("status").equals(Optional.of("administrator")));
    }

    @Test
    void hearsWhoStartsItAndAnswers() {
        town.bot("getMe", Tl.object());
        town.updates();
        town.invokes("ann", "messages.startBot", Tl.object().with("bot", NAME).with("start_param", "ref"));

        Tl.Obj start = town.updates("message").getFirst();
        assertThat(start.text("text")).contains("/start ref");
        assertThat(((Tl.Obj) start.list("entities").getFirst()).text("type")).contains("bot_command");
        long chat = number(object(start, "chat"), "id");
        town.bot(
                "sendMessage",
                Tl.object().with("chat_id", chat).with("text", "*Hello*").with("parse_mode", "Markdown"));

        Tl.Obj history = town.invokes("ann", "messages.getHistory", Tl.object().with("peer", NAME));
        assertThat(history.list("messages")).hasSize(2);
        Tl.Obj answer = (Tl.Obj) history.list("messages").getFirst();
        assertThat(answer.text("message")).contains("Hello");
        assertThat(answer.bool("out")).contains(false);
        assertThat(town.updates()).isEmpty();
        Tl.Obj dialog = (Tl.Obj)
                town.does("ann", new Call.Dialogs(10, 0)).list("dialogs").getFirst();
        assertThat(dialog.text("chat")).contains(NAME);
        assertThat(number(dialog, "unread_count")).isEqualTo(1);
    }

    @Test
    void canWriteToNobodyWhoNeverWroteToIt() {
        town.joins("ann", GROUP);
        long ann = number(object(newMember(), "from"), "id");

        assertThat(town.refusal("sendMessage", Tl.object().with("chat_id", ann).with("text", "hi")))
                .isEqualTo("Forbidden: bot can't initiate conversation with a user");
    }

    private Tl.Obj newMember() {
        town.bot("getMe", Tl.object());
        town.says("ann", GROUP, "here I am");
        return town.updates("message").getLast();
    }

    @Test
    void aPressedButtonIsAnsweredByTheBot() {
        long messageId = keyboardFor("ann");
        CompletableFuture<Reply> pressing = town.start(
                "ann",
                town.raw(
                        "messages.getBotCallbackAnswer",
                        Tl.object().with("peer", NAME).with("msg_id", messageId).with("data", "yes")));
        Tl.Obj query = awaitQuery();

        assertThat(pressing).isNotDone();
        assertThat(query.text("data")).contains("yes");
        town.bot(
                "answerCallbackQuery",
                Tl.object()
                        .with("callback_query_id", query.text("id").orElseThrow())
                        .with("text", "Thank you"));

        Tl.Obj answer = (Tl.Obj) ((Reply.Done) pressing.join()).result();
        assertThat(answer.name()).isEqualTo("messages.botCallbackAnswer");
        assertThat(answer.text("message")).contains("Thank you");
    }

    private long keyboardFor(String person) {
        town.bot("getMe", Tl.object());
        town.invokes(person, "messages.startBot", Tl.object().with("bot", NAME));
        long chat = number(object(town.updates("message").getFirst(), "chat"), "id");
        Tl.Obj button =
                Tl.object().with("text", "Yes").with("callback_data", "yes").build();
        Tl.Obj sent = (Tl.Obj) town.bot(
                "sendMessage",
                Tl.object()
                        .with("chat_id", chat)
                        .with("text", "Well?")
                        .with(
                                "reply_markup",
                                Tl.object()
                                        .with("inline_keyboard", List.of(Tl.of(List.of(button))))
                                        .build()));
        return number(sent, "message_id");
    }

    private Tl.Obj awaitQuery() {
        return town.updates("callback_query").getFirst();
    }

    @Test
    void aButtonThatNobodyAnswersTimesOutAndARepeatHearsTheSame() {
        long messageId = keyboardFor("ann");
        Call press = town.raw(
                "messages.getBotCallbackAnswer",
                Tl.object().with("peer", NAME).with("msg_id", messageId).with("data", "yes"));
        CompletableFuture<Reply> pressing = town.start("ann", press);
        CompletableFuture<Reply> repeated = town.start("ann", press);
        town.events();
        time.advance(Duration.ofSeconds(9));
        town.events();

        assertThat(pressing.join())
                .isInstanceOfSatisfying(
                        Reply.Failed.class, failed -> assertThat(failed.name()).isEqualTo("BOT_RESPONSE_TIMEOUT"));
        assertThat(repeated.join()).isEqualTo(pressing.join());
        assertThat(town.tries("ann", press)).isEqualTo(pressing.join());
        assertThat(town.updates("callback_query")).hasSize(1);
    }

    @Test
    void moderatesAGroup() {
        town.bot("getMe", Tl.object());
        town.joins("bad", GROUP);
        town.updates();
        town.says("bad", GROUP, "Buy now https://shop.example");
        Tl.Obj spam = town.updates("message").getFirst();
        long chat = number(object(spam, "chat"), "id");
        long author = number(object(spam, "from"), "id");

        town.bot("deleteMessage", Tl.object().with("chat_id", chat).with("message_id", number(spam, "message_id")));
        town.bot("banChatMember", Tl.object().with("chat_id", chat).with("user_id", author));

        assertThat(town.tries("bad", new Call.SendMessage(GROUP, "again", "x", null)))
                .isInstanceOf(Reply.Failed.class);
        assertThat(town.tries("bad", new Call.JoinChat(GROUP, "y"))).isInstanceOf(Reply.Failed.class);
        assertThat(town.events().stream().map(event -> event.effect().kind()))
                .contains("messages_deleted", "member_set");
        Tl.Obj member = (Tl.Obj)
                town.bot("getChatMember", Tl.object().with("chat_id", chat).with("user_id", author));
        assertThat(member.text("status")).contains("kicked");
    }

    @Test
    void updatesAndTheirIdsSurviveARestart() {
        town.bot("getMe", Tl.object());
        town.updates();
        town.joins("ann", GROUP);
        town.says("ann", GROUP, "one");
        town.says("ann", GROUP, "two");
        List<Tl.Obj> before = town.waiting(BOT);
        restart();

        assertThat(before).hasSizeGreaterThanOrEqualTo(3);
        assertThat(town.waiting(BOT)).isEqualTo(before);
        town.updates();
        restart();
        assertThat(town.waiting(BOT)).isEmpty();
    }

    @Test
    void nothingThatTheNetworkHidesReachesABot() {
        town.bot("getMe", Tl.object());
        town.joins("secret-session", GROUP);
        town.says("secret-session", GROUP, "hello");

        assertThat(town.waiting(BOT).toString())
                .doesNotContain("secret-session")
                .doesNotContain("synthetic")
                .doesNotContain("persona");
    }
}
