package dev.heatup.sandbox;

import static dev.heatup.sandbox.SampleWorld.CLUB;
import static dev.heatup.sandbox.SampleWorld.FORUM;
import static dev.heatup.sandbox.SampleWorld.GAZETTE;
import static dev.heatup.sandbox.SampleWorld.GUEST;
import static dev.heatup.sandbox.SampleWorld.GUEST_NAME;
import static dev.heatup.sandbox.SampleWorld.NOSY;
import static dev.heatup.sandbox.SampleWorld.SQUARE;
import static dev.heatup.sandbox.SampleWorld.WARDEN;
import static dev.heatup.sandbox.SandboxDriver.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.botapi.BotApi;
import dev.heatup.sandbox.botapi.BotApiTypes;
import dev.heatup.sandbox.botapi.BotNetworks;
import dev.heatup.sandbox.botapi.web.BotApiPort;
import dev.heatup.sandbox.botapi.web.BotApiSettings;
import dev.heatup.sandbox.bots.BotMethods;
import dev.heatup.sandbox.bots.Mailboxes;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Cause;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.WorldState;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Telegram's description of the Bot API against what is here. Results and updates are checked against their declared types
 * where {@link SandboxDriver} gets them.
 */
class BotApiContractTest extends SampleWorldTestBase {

    /** Of the updates that the Bot API has, those that this network knows. */
    private static final Set<String> KINDS = Set.of(
            "message",
            "edited_message",
            "channel_post",
            "edited_channel_post",
            "message_reaction",
            "message_reaction_count",
            "callback_query",
            "my_chat_member",
            "chat_member",
            "chat_join_request");

    private static Set<String> implemented() {
        Set<String> all = new TreeSet<>(BotMethods.names());
        all.addAll(BotCallHandler.METHODS);
        return all;
    }

    @Test
    void everyMethodSucceedsWithAResultOfItsDeclaredType() {
        aboutItself();
        write();
        administer();
        letIn();
        town.bot(GUEST, "leaveChat", in(SQUARE));

        Set<String> done = new TreeSet<>(town.methods());
        done.add("getUpdates");
        assertThat(done).isEqualTo(implemented());
    }

    private void aboutItself() {
        town.bot(GUEST, "getMe", Tl.object());
        Tl.Obj command = Tl.object()
                .with("command", "start")
                .with("description", "begins")
                .build();
        town.bot(GUEST, "setMyCommands", Tl.object().with("commands", List.of(command)));
        town.bot(GUEST, "getMyCommands", Tl.object());
        town.bot(GUEST, "deleteMyCommands", Tl.object());
        town.bot(
                GUEST,
                "setWebhook",
                Tl.object().with("url", "http://127.0.0.1:1/").with("allowed_updates", List.of(Tl.of("message"))));
        town.bot(GUEST, "getWebhookInfo", Tl.object());
        town.bot(GUEST, "deleteWebhook", Tl.object().with("drop_pending_updates", true));
        town.allows(GUEST);
    }

    private void write() {
        town.starts("ann", GUEST_NAME);
        Tl.Builder ann = Tl.object().with("chat_id", town.user("ann"));
        Tl.Obj keyboard = keyboard("Go", "go");
        Tl.Obj text =
                town.botGets(GUEST, "sendMessage", ann.with("text", "Press").with("reply_markup", keyboard));
        Tl.Builder same = Tl.object()
                .with("chat_id", town.user("ann"))
                .with("message_id", number(text, "message_id"))
                .with("from_chat_id", town.user("ann"));
        var pressing = town.start(
                "ann",
                town.raw(
                        "messages.getBotCallbackAnswer",
                        Tl.object()
                                .with("peer", GUEST_NAME)
                                .with("msg_id", number(text, "message_id"))
                                .with("data", "go")));
        Tl.Obj query = town.updates(GUEST, "callback_query").getFirst();
        town.bot(
                GUEST,
                "answerCallbackQuery",
                Tl.object().with("callback_query_id", query.text("id").orElseThrow()));
        pressing.join();
        town.bot(GUEST, "editMessageText", same.with("text", "Pressed"));
        town.bot(GUEST, "editMessageReplyMarkup", same.with("reply_markup", keyboard));
        town.bot(GUEST, "setMessageReaction", same.with("reaction", List.of(emoji())));
        List.of("forwardMessage", "copyMessage").forEach(method -> town.bot(GUEST, method, same));
        same.with("message_ids", List.of(Tl.of(number(text, "message_id"))));
        List.of("forwardMessages", "copyMessages").forEach(method -> town.bot(GUEST, method, same));
        town.bot(GUEST, "sendChatAction", same.with("action", "typing"));
        files(ann);
        town.bot(GUEST, "deleteMessage", same);
        town.bot(GUEST, "deleteMessages", ann.with("message_ids", List.of(Tl.of(1))));
    }

    private static Tl.Obj emoji() {
        return Tl.object().with("type", "emoji").with("emoji", "👍").build();
    }

    private void files(Tl.Builder ann) {
        String address = "https://pictures.example/a.jpg";
        Tl.Obj photo = town.botGets(GUEST, "sendPhoto", ann.with("photo", address));
        town.bot(
                GUEST,
                "editMessageCaption",
                Tl.object()
                        .with("chat_id", town.user("ann"))
                        .with("message_id", number(photo, "message_id"))
                        .with("caption", "look"));
        Tl.Obj item = Tl.object().with("type", "photo").with("media", address).build();
        town.bot(
                GUEST,
                "editMessageMedia",
                to("ann").with("message_id", number(photo, "message_id")).with("media", item));
        Tl.Obj document = town.botGets(GUEST, "sendDocument", ann.with("document", address));
        town.bot(
                GUEST,
                "getFile",
                Tl.object()
                        .with(
                                "file_id",
                                SandboxDriver.object(document, "document")
                                        .text("file_id")
                                        .orElseThrow()));
        town.bot(GUEST, "sendMediaGroup", ann.with("media", List.of(item, item)));
    }

    private void administer() {
        town.joins("ann", SQUARE);
        Tl.Builder ann = in(SQUARE).with("user_id", town.user("ann"));
        Tl.Builder message = in(SQUARE).with("message_id", number(town.says("ann", SQUARE, "hello"), "id"));
        List.of("getChat", "getChatAdministrators", "getChatMemberCount")
                .forEach(method -> town.bot(WARDEN, method, in(SQUARE)));
        List.of("pinChatMessage", "unpinChatMessage").forEach(method -> town.bot(WARDEN, method, message));
        town.bot(WARDEN, "unpinAllChatMessages", in(SQUARE));
        town.bot(
                WARDEN,
                "setChatPermissions",
                in(SQUARE).with("permissions", Tl.object().build()));
        town.bot(
                WARDEN,
                "restrictChatMember",
                ann.with("permissions", Tl.object().build()));
        town.bot(WARDEN, "promoteChatMember", ann.with("can_pin_messages", true));
        town.bot(WARDEN, "getChatMember", ann);
        town.bot(WARDEN, "promoteChatMember", ann.with("can_pin_messages", false));
        town.bot(WARDEN, "banChatMember", ann);
        town.bot(WARDEN, "unbanChatMember", ann);
        List.of("banChatSenderChat", "unbanChatSenderChat")
                .forEach(method -> town.bot(WARDEN, method, in(SQUARE).with("sender_chat_id", town.chat(GAZETTE))));
    }

    private void letIn() {
        Tl.Builder club = Tl.object().with("chat_id", town.chat(CLUB));
        String link = ((Tl.Text) town.bot(WARDEN, "exportChatInviteLink", club)).value();
        town.joins("ann", link);
        town.bot(WARDEN, "declineChatJoinRequest", club.with("user_id", town.user("ann")));
        town.joins("ann", link);
        town.bot(WARDEN, "approveChatJoinRequest", club.with("user_id", town.user("ann")));
    }

    @Test
    void everyKindOfUpdateComesWithItsDeclaredType() {
        town.allows(WARDEN, KINDS.toArray(String[]::new));
        town.updates(GUEST);
        write();
        administer();
        letIn();
        Tl.Obj post = town.botGets(WARDEN, "sendMessage", in(GAZETTE).with("text", "Extre"));
        town.joins("bob", GAZETTE);
        town.reacts("bob", GAZETTE, number(post, "message_id"), "👍");
        Tl.Obj talk = town.botGets(WARDEN, "sendMessage", in(SQUARE).with("text", "Well?"));
        town.joins("bob", SQUARE);
        town.reacts("bob", SQUARE, number(talk, "message_id"), "👍");
        town.invokes("ann", "contacts.block", Tl.object().with("id", GUEST_NAME));
        time.advance(Duration.ofHours(2));
        List.of(WARDEN, GUEST, NOSY).forEach(town::updates);
        town.bot(SampleWorld.FIGUREHEAD, "getMe", Tl.object());
        town.bot(
                WARDEN,
                "editMessageText",
                in(GAZETTE).with("message_id", number(post, "message_id")).with("text", "Extra"));
        town.updates(SampleWorld.FIGUREHEAD);

        Set<String> kinds = new TreeSet<>(town.kinds());
        kinds.remove("update_id");
        kinds.add(ofAnEdit());
        assertThat(kinds).isEqualTo(new TreeSet<>(KINDS));
    }

    /** People of this network change what they wrote when its world says so, which no call asks for. */
    private String ofAnEdit() {
        town.joins("carl", FORUM);
        long id = number(town.says("carl", FORUM, "teh"), "id");
        WorldState state = new WorldState(sandbox.world(), TestWorlds.NOW);
        Mailboxes mailboxes = new Mailboxes(state, (_, _) -> 0);
        List<Event> events = town.events();
        events.forEach(mailboxes::evolve);
        mailboxes.evolve(new Event(
                events.size() + 1L,
                events.getLast().worldTime(),
                new Actor.Person("carl"),
                Cause.NONE,
                new Effect.MessageEdited(
                        new ChatKey.Public(new Username(FORUM)), (int) id, Content.text("the"), null)));
        Tl.Obj update = mailboxes
                .waiting(WARDEN.id().value(), 1000, events.getLast().worldTime())
                .getLast();
        assertThat(BotApiTypes.problems("Update", update)).isEmpty();
        assertThat(SandboxDriver.object(update, "edited_message").text("text")).contains("the");
        assertThat(SandboxDriver.object(update, "edited_message").get("edit_date"))
                .isPresent();
        return "edited_message";
    }

    @Test
    void everyOtherMethodSaysThatItIsNotHere() throws Exception {
        Set<String> others = new TreeSet<>(BotApi.get().methodNames());
        others.removeAll(implemented());
        try (BotApiPort port = BotApiPort.open(
                        new BotApiSettings(InetAddress.getLoopbackAddress(), 0, Set.of()),
                        BotNetworks.of(sandbox.bots()));
                HttpClient client = HttpClient.newHttpClient()) {
            for (String method : others) {
                HttpResponse<byte[]> response = client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.port() + "/bot1:x/" + method))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
                Tl.Obj answer = (Tl.Obj) TlJson.read(response.body());

                assertThat(answer.text("description")).contains("Not Implemented in the sandbox: " + method);
                assertThat(answer.bool("ok")).contains(false);
                assertThat(response.statusCode()).isEqualTo(501);
            }
        }
        assertThat(others).hasSizeGreaterThan(100);
    }

    @Test
    void theDocumentedMethodsAreThoseThatAreHere() throws IOException {
        String text = Files.readString(Path.of("docs/bots.md"));
        int begin = text.indexOf("\n## Methods\n");
        String section = text.substring(begin, text.indexOf("\n## ", begin + 1));
        Set<String> documented = Pattern.compile("`([a-z]\\w+)`")
                .matcher(section.lines().filter(line -> line.startsWith("| ")).collect(Collectors.joining()))
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isEqualTo(implemented());
    }
}
