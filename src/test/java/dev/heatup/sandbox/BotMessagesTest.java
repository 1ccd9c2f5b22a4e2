package dev.heatup.sandbox;

import static dev.heatup.sandbox.SampleWorld.FIGUREHEAD;
import static dev.heatup.sandbox.SampleWorld.FORUM;
import static dev.heatup.sandbox.SampleWorld.GAZETTE;
import static dev.heatup.sandbox.SampleWorld.GUEST;
import static dev.heatup.sandbox.SampleWorld.GUEST_NAME;
import static dev.heatup.sandbox.SampleWorld.NOSY;
import static dev.heatup.sandbox.SampleWorld.SQUARE;
import static dev.heatup.sandbox.SampleWorld.WARDEN;
import static dev.heatup.sandbox.SandboxDriver.number;
import static dev.heatup.sandbox.SandboxDriver.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.botapi.UploadedFile;
import dev.heatup.sandbox.world.AccountStanding;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Messages of bots. */
class BotMessagesTest extends SampleWorldTestBase {

    @Test
    void anAlbumIsOneGroup() {
        List<Tl> sent =
                ((Tl.Items) town.bot(WARDEN, "sendMediaGroup", in(SQUARE).with("media", ALBUM))).items();
        List<Tl> next =
                ((Tl.Items) town.bot(WARDEN, "sendMediaGroup", in(SQUARE).with("media", ALBUM))).items();

        assertThat(sent.stream()
                        .map(message -> ((Tl.Obj) message).text("media_group_id"))
                        .distinct())
                .hasSize(1)
                .doesNotContain(Optional.empty())
                .isNotEqualTo(List.of(((Tl.Obj) next.getFirst()).text("media_group_id")));
        Tl.Obj forwarded = town.botGets(
                WARDEN,
                "forwardMessage",
                in(SQUARE)
                        .with("from_chat_id", town.chat(SQUARE))
                        .with("message_id", number((Tl.Obj) sent.getFirst(), "message_id")));
        assertThat(forwarded.get("media_group_id")).isEmpty();
        assertThat(town.refusal(
                        WARDEN, "sendMediaGroup", in(SQUARE).with("media", Collections.nCopies(11, ALBUM.getFirst()))))
                .isEqualTo("Bad Request: too many messages to send as an album");
        assertThat(town.refusal(
                        WARDEN,
                        "sendMediaGroup",
                        in(SQUARE)
                                .with(
                                        "media",
                                        List.of(Tl.object()
                                                .with("type", "video")
                                                .with("media", "https://pictures.example/1.mp4")
                                                .build()))))
                .isEqualTo("Bad Request: can't parse InputMedia: type \"video\" is unsupported");
    }

    @Test
    void whatABotPostsIsDiscussedToo() {
        Tl.Obj post = town.botGets(WARDEN, "sendMessage", in(GAZETTE).with("text", "Extra!"));
        assertThat(object(post, "sender_chat").text("username")).contains(GAZETTE);

        Tl.Obj copy = town.updates(NOSY, "message").getFirst();
        assertThat(copy.bool("is_automatic_forward")).contains(true);
        assertThat(copy.text("text")).contains("Extra!");
        assertThat(town.updates(FIGUREHEAD, "channel_post").getFirst().text("text"))
                .contains("Extra!");
        town.bot(WARDEN, "sendMediaGroup", in(GAZETTE).with("media", ALBUM));
        assertThat(town.updates(NOSY, "message")).hasSize(2);
    }

    @Test
    void aFileCanBeFetchedAndSentAgain() {
        Tl.Obj photo = town.botGets(WARDEN, "sendPhoto", in(SQUARE).with("photo", "https://pictures.example/1.jpg"));
        Tl.Obj again = town.botGets(WARDEN, "sendPhoto", in(FORUM).with("photo", fileId(photo)));
        String path = town.botGets(WARDEN, "getFile", Tl.object().with("file_id", fileId(photo)))
                .text("file_path")
                .orElseThrow();

        assertThat(fileId(again)).isEqualTo(fileId(photo));
        assertThat(sandbox.bots().file(WARDEN, path).join())
                .map(UploadedFile::mimeType)
                .contains("image/jpeg");
        assertThat(sandbox.bots().file(WARDEN, "photos/../x").join()).isEmpty();
        assertThat(town.refusal(WARDEN, "sendDocument", in(FORUM).with("document", fileId(photo))))
                .isEqualTo("Bad Request: can't use file of type Photo as Document");
        assertThat(town.refusal(WARDEN, "getFile", Tl.object().with("file_id", "nothing")))
                .isEqualTo("Bad Request: invalid file_id");
    }

    @Test
    void topicsAreThreadsOfTheirOwn() {
        town.joins("ann", FORUM);
        town.replies("ann", FORUM, 2, "a cat!");
        Tl.Obj said = town.updates(WARDEN, "message").getLast();
        assertThat(said.integer("message_thread_id")).contains(2L);
        assertThat(said.bool("is_topic_message")).contains(true);
        assertThat(object(object(said, "reply_to_message"), "forum_topic_created")
                        .text("name"))
                .contains("Cats");

        Tl.Obj answer = town.botGets(
                WARDEN, "sendMessage", in(FORUM).with("message_thread_id", 2).with("text", "Aw"));
        assertThat(answer.integer("message_thread_id")).contains(2L);
        Tl.Obj reply = town.botGets(
                WARDEN,
                "sendMessage",
                in(FORUM)
                        .with("text", "Meow")
                        .with(
                                "reply_parameters",
                                Tl.object()
                                        .with("message_id", number(said, "message_id"))
                                        .build()));
        assertThat(reply.integer("message_thread_id")).contains(2L);
        assertThat(town.botGets(WARDEN, "sendMessage", in(FORUM).with("text", "all"))
                        .get("message_thread_id"))
                .isEmpty();
        assertThat(town.refusal(
                        WARDEN,
                        "sendMessage",
                        in(FORUM).with("message_thread_id", 77).with("text", "x")))
                .isEqualTo("Bad Request: message thread not found");
        assertThat(town.refusal(WARDEN, "deleteMessage", in(FORUM).with("message_id", 2)))
                .isEqualTo("Bad Request: message can't be deleted");
    }

    @Test
    void peopleNameATopicByWhatOpensIt() {
        town.joins("ann", FORUM);
        town.invokes(
                "ann",
                "messages.sendMessage",
                Tl.object()
                        .with("peer", FORUM)
                        .with("message", "a dog!")
                        .with(
                                "reply_to",
                                Tl.constructor("inputReplyToMessage")
                                        .with("top_msg_id", 3)
                                        .build()));
        Tl.Obj said = town.updates(WARDEN, "message").getLast();

        assertThat(said.integer("message_thread_id")).contains(3L);
        assertThat(object(object(said, "reply_to_message"), "forum_topic_created")
                        .text("name"))
                .contains("Dogs");
    }

    @Test
    void ownMessagesCanBeDeletedForTwoDaysAndOthersWithTheRight() {
        town.joins("ann", SQUARE);
        long said = number(town.says("ann", SQUARE, "x"), "id");
        long own = number(town.botGets(GUEST, "sendMessage", in(SQUARE).with("text", "one")), "message_id");
        long old = number(town.botGets(GUEST, "sendMessage", in(SQUARE).with("text", "two")), "message_id");
        String refusal = "Bad Request: message can't be deleted";

        assertThat(town.refusal(GUEST, "deleteMessage", in(SQUARE).with("message_id", said)))
                .isEqualTo(refusal);
        town.bot(GUEST, "deleteMessage", in(SQUARE).with("message_id", own));
        assertThat(town.refusal(GUEST, "deleteMessage", in(SQUARE).with("message_id", own)))
                .isEqualTo("Bad Request: message to delete not found");
        time.advance(Duration.ofHours(49));
        assertThat(town.refusal(GUEST, "deleteMessage", in(SQUARE).with("message_id", old)))
                .isEqualTo(refusal);
        town.bot(
                WARDEN,
                "deleteMessages",
                in(SQUARE).with("message_ids", List.of(Tl.of(said), Tl.of(old), Tl.of(9999L))));
        assertThat(town.refusal(WARDEN, "deleteMessage", in(SQUARE).with("message_id", said)))
                .isEqualTo("Bad Request: message to delete not found");
    }

    @Test
    void aDeepLinkBringsItsPayload() {
        town.invokes(
                "ann", "messages.startBot", Tl.object().with("bot", GUEST_NAME).with("start_param", "ref_7"));

        assertThat(town.updates(GUEST, "message").getFirst().text("text")).contains("/start ref_7");
    }

    @Test
    void aReplyKeyboardIsShownAndItsButtonsAreText() {
        town.starts("ann", GUEST_NAME);
        town.bot(
                GUEST,
                "sendMessage",
                to("ann")
                        .with("text", "Tea?")
                        .with(
                                "reply_markup",
                                Tl.object()
                                        .with("keyboard", List.of(Tl.of(List.of(Tl.of("Yes"), Tl.of("No")))))
                                        .with("one_time_keyboard", true)
                                        .build()));
        Tl.Obj shown =
                (Tl.Obj) town.invokes("ann", "messages.getHistory", Tl.object().with("peer", GUEST_NAME))
                        .list("messages")
                        .getFirst();
        assertThat(object(shown, "reply_markup").name()).isEqualTo("replyKeyboardMarkup");
        town.updates(GUEST);
        town.says("ann", GUEST_NAME, "Yes");

        assertThat(town.updates(GUEST, "message").getFirst().text("text")).contains("Yes");
    }

    private Call menu(BotToken bot) {
        Tl.Obj sent = town.botGets(
                bot, "sendMessage", in(SQUARE).with("text", "Press").with("reply_markup", keyboard("Go", "go")));
        return town.raw(
                "messages.getBotCallbackAnswer",
                Tl.object()
                        .with("peer", SQUARE)
                        .with("msg_id", number(sent, "message_id"))
                        .with("data", "go"));
    }

    @Test
    void aPressedButtonOutlivesARestartForItsBot() {
        town.joins("ann", SQUARE);
        Call press = menu(GUEST);
        CompletableFuture<Reply> pressing = town.start("ann", press);
        String id = town.waiting(GUEST)
                .getLast()
                .get("callback_query")
                .map(Tl.Obj.class::cast)
                .orElseThrow()
                .text("id")
                .orElseThrow();
        restart();

        town.bot(GUEST, "answerCallbackQuery", Tl.object().with("callback_query_id", id));
        assertThat(pressing.join())
                .isInstanceOfSatisfying(
                        Reply.Failed.class, failed -> assertThat(failed.name()).isEqualTo("BOT_RESPONSE_TIMEOUT"));
        assertThat(town.tries("ann", press)).isEqualTo(pressing.join());
        assertThat(town.refusal(GUEST, "answerCallbackQuery", Tl.object().with("callback_query_id", id)))
                .isEqualTo("Bad Request: query is too old and response timeout expired or query ID is invalid");
    }

    @Test
    void onlyTheBotWhoseButtonItIsAnswersAndNotTooLate() {
        town.joins("ann", SQUARE);
        var _ = town.start("ann", menu(GUEST));
        Tl.Obj query = town.updates(GUEST, "callback_query").getFirst();
        Tl.Builder answer =
                Tl.object().with("callback_query_id", query.text("id").orElseThrow());
        String tooOld = "Bad Request: query is too old and response timeout expired or query ID is invalid";

        assertThat(town.updates(NOSY, "callback_query")).isEmpty();
        assertThat(object(query, "message").text("text")).contains("Press");
        assertThat(town.refusal(WARDEN, "answerCallbackQuery", answer)).isEqualTo(tooOld);
        time.advance(Duration.ofMinutes(2));
        assertThat(town.refusal(GUEST, "answerCallbackQuery", answer)).isEqualTo(tooOld);
    }

    @Test
    void whoIsGoneIsWrittenToNoMore() {
        town.starts("ann", GUEST_NAME);
        sandbox.control().setStanding("ann", AccountStanding.BANNED).join();

        assertThat(town.refusal(GUEST, "sendMessage", to("ann").with("text", "Hello?")))
                .isEqualTo("Forbidden: user is deactivated");
    }

    @Test
    void whoNeverMetTheBotIsUnknownToIt() {
        town.joins("ann", FORUM);
        town.joins("carl", GAZETTE);

        assertThat(town.refusal(NOSY, "sendMessage", to("carl").with("text", "Hi")))
                .isEqualTo("Bad Request: chat not found");
        assertThat(town.refusal(GUEST, "sendMessage", to("ann").with("text", "Hi")))
                .isEqualTo("Forbidden: bot can't initiate conversation with a user");
    }

    @Test
    void whoWritesTooMuchIsToldWhenToComeBack() {
        BotReply last = new BotReply.NotImplemented();
        int sent = 0;
        while (!(last instanceof BotReply.Refused)) {
            last = town.botTries(WARDEN, "sendMessage", in(SQUARE).with("text", "again"));
            sent++;
        }
        BotReply.Refused refused = (BotReply.Refused) last;
        Duration wait = refused.retryAfter();

        assertThat(sent).isEqualTo(21);
        assertThat(refused.code()).isEqualTo(429);
        assertThat(refused.description()).isEqualTo("Too Many Requests: retry after 3");
        assertThat(wait).isEqualTo(Duration.ofSeconds(3));
        time.advance(Duration.ofSeconds(4));
        town.bot(WARDEN, "sendMessage", in(SQUARE).with("text", "patient"));
    }

    @Test
    void commandsAreKeptByScopeAndLanguage() {
        Tl.Obj scope = Tl.object()
                .with("chat_id", town.chat(SQUARE))
                .with("type", "chat")
                .build();
        Tl.Obj same = Tl.object()
                .with("type", "chat")
                .with("chat_id", town.chat(SQUARE))
                .build();
        town.bot(GUEST, "setMyCommands", Tl.object().with("commands", List.of(command("start"))));
        town.bot(
                GUEST,
                "setMyCommands",
                Tl.object().with("commands", List.of(command("rules"))).with("scope", scope));

        assertThat(town.bot(GUEST, "getMyCommands", Tl.object().with("scope", same))
                        .toString())
                .contains("rules")
                .doesNotContain("start");
        town.bot(GUEST, "deleteMyCommands", Tl.object().with("scope", same));
        assertThat(town.bot(GUEST, "getMyCommands", Tl.object().with("scope", scope)))
                .isEqualTo(Tl.of(List.of()));
        assertThat(town.bot(GUEST, "getMyCommands", Tl.object()).toString()).contains("start");
        assertThat(town.refusal(GUEST, "setMyCommands", Tl.object().with("commands", List.of(command("Bad-Name")))))
                .isEqualTo("Bad Request: BOT_COMMAND_INVALID");
    }

    private static Tl.Obj command(String name) {
        return Tl.object().with("command", name).with("description", "does it").build();
    }

    @Test
    void labelsAndNamesOfSessionsStayHidden() {
        town.joins("secret-session", SQUARE);
        town.says("secret-session", SQUARE, "hello");

        assertThat(town.waiting(NOSY).toString())
                .doesNotContain("secret-session")
                .doesNotContain("synthetic");
    }
}
