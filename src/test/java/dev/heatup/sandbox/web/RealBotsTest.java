package dev.heatup.sandbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.pengrad.telegrambot.TelegramBot;
import com.pengrad.telegrambot.UpdatesListener;
import com.pengrad.telegrambot.model.CallbackQuery;
import com.pengrad.telegrambot.model.request.InlineKeyboardButton;
import com.pengrad.telegrambot.model.request.InlineKeyboardMarkup;
import com.pengrad.telegrambot.request.AnswerCallbackQuery;
import com.pengrad.telegrambot.request.ApproveChatJoinRequest;
import com.pengrad.telegrambot.request.EditMessageText;
import com.pengrad.telegrambot.request.GetFile;
import com.pengrad.telegrambot.request.GetUpdates;
import com.pengrad.telegrambot.request.SendPhoto;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.heatup.gateway.GatewayAddress;
import dev.heatup.gateway.http.UnlimitedGateway;
import dev.heatup.sandbox.TestWorlds;
import dev.heatup.sandbox.botapi.web.BotApiPort;
import dev.heatup.sandbox.botapi.web.BotApiSettings;
import dev.heatup.sandbox.world.World;
import dev.heatup.sandbox.worlds.WorldFactory;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Tl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.longpolling.TelegramBotsLongPollingApplication;
import org.telegram.telegrambots.longpolling.interfaces.LongPollingUpdateConsumer;
import org.telegram.telegrambots.longpolling.util.DefaultGetUpdatesGenerator;
import org.telegram.telegrambots.meta.TelegramUrl;
import org.telegram.telegrambots.meta.api.methods.groupadministration.BanChatMember;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.DeleteMessage;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;

/** Bots written with unmodified libraries meet people, everything over HTTP. */
class RealBotsTest {

    private static final String GROUP = World.OPEN_GROUP.value();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static ConfigurableApplicationContext server;
    private static GatewayPeople gatewayPeople;
    private static int port;

    @BeforeAll
    static void start() {
        server = SandboxServer.start(new SandboxSettings(
                "127.0.0.1",
                0,
                new BotApiSettings(InetAddress.getLoopbackAddress(), 0, Set.of()),
                folder,
                1,
                TestWorlds.SEED,
                () -> 0,
                List.of(TestWorlds.POOL),
                InstantSource.system(),
                WorldFactory.BARE,
                Optional.empty()));
        URI base = URI.create("http://127.0.0.1:" + server.getEnvironment().getProperty("local.server.port"));
        Gateway gateway = UnlimitedGateway.open(GatewayAddress.of(base + "/gateway"));
        gatewayPeople = new GatewayPeople(gateway);
        port = server.getBean(BotApiPort.class).port();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static TelegramUrl url() {
        return new TelegramUrl("http", "127.0.0.1", port, false);
    }

    private static void send(OkHttpTelegramClient client, Message to, String text) {
        try {
            client.execute(SendMessage.builder()
                    .chatId(to.getChatId())
                    .text(text)
                    .replyToMessageId(to.getMessageId())
                    .build());
        } catch (TelegramApiException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A bot of telegrambots that polls while the deed is done. */
    private static void polling(String token, Consumer<Update> consumer, Runnable deed) throws Exception {
        LongPollingUpdateConsumer each = updates -> updates.forEach(consumer);
        TelegramBotsLongPollingApplication application = new TelegramBotsLongPollingApplication();
        try {
            application.registerBot(token, RealBotsTest::url, new DefaultGetUpdatesGenerator(), each);
            deed.run();
        } finally {
            application.close();
        }
    }

    @Test
    void telegrambotsEchoes() throws Exception {
        String token = "2001:echo";
        OkHttpTelegramClient client = new OkHttpTelegramClient(token, url());
        Consumer<Update> echo = update -> {
            if (update.hasMessage() && update.getMessage().hasText()) {
                send(
                        client,
                        update.getMessage(),
                        "You say " + update.getMessage().getText());
            }
        };
        polling(token, echo, () -> {
            gatewayPeople.start("ann", "hu_2001_bot");
            gatewayPeople.reads("ann", "hu_2001_bot", "You say /start");
            long id = gatewayPeople.say("ann", "hu_2001_bot", "hello");
            Tl.Obj answer = gatewayPeople.reads("ann", "hu_2001_bot", "You say hello");

            assertThat(((Tl.Obj) answer.get("reply_to").orElseThrow()).integer("reply_to_msg_id"))
                    .contains(id);
        });
    }

    @Test
    void telegrambotsModerates() throws Exception {
        String token = "2002:moderator";
        OkHttpTelegramClient client = new OkHttpTelegramClient(token, url());
        List<Long> banned = new CopyOnWriteArrayList<>();
        Consumer<Update> moderator = update -> {
            if (update.hasMessage()
                    && update.getMessage().hasText()
                    && update.getMessage().getText().contains("shop.example")) {
                banned.add(remove(client, update.getMessage()));
            }
        };
        polling(token, moderator, () -> {
            gatewayPeople.start("bob", "hu_2002_bot");
            gatewayPeople.join("bob", GROUP);
            gatewayPeople.join("spammer", GROUP);
            gatewayPeople.say("bob", GROUP, "Nice weather");
            gatewayPeople.say("spammer", GROUP, "Cheap at https://shop.example");

            assertThat(gatewayPeople.isRefused("spammer", GROUP)).isEqualTo("CHANNEL_PRIVATE");
            gatewayPeople.reads("bob", GROUP, "Nice weather");
            assertThat(gatewayPeople.history("bob", GROUP))
                    .noneMatch(message -> message.text("message").orElse("").contains("shop.example"));
            await().atMost(PATIENCE).until(() -> banned.size() == 1);
        });
    }

    private static long remove(OkHttpTelegramClient client, Message spam) {
        try {
            client.execute(DeleteMessage.builder()
                    .chatId(spam.getChatId())
                    .messageId(spam.getMessageId())
                    .build());
            client.execute(BanChatMember.builder()
                    .chatId(spam.getChatId())
                    .userId(spam.getFrom().getId())
                    .build());
            return spam.getFrom().getId();
        } catch (TelegramApiException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void telegrambotsIsServedByAWebhook() throws Exception {
        String token = "2003:webhook";
        OkHttpTelegramClient client = new OkHttpTelegramClient(token, url());
        List<String> secrets = new CopyOnWriteArrayList<>();
        HttpServer own = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        own.createContext("/hook", exchange -> {
            secrets.add(exchange.getRequestHeaders().getFirst("X-Telegram-Bot-Api-Secret-Token"));
            Update update = new ObjectMapper().readValue(exchange.getRequestBody(), Update.class);
            if (update.hasMessage()) {
                send(
                        client,
                        update.getMessage(),
                        "By webhook: " + update.getMessage().getText());
            }
            done(exchange);
        });
        own.start();
        try {
            client.execute(org.telegram.telegrambots.meta.api.methods.updates.SetWebhook.builder()
                    .url("http://127.0.0.1:" + own.getAddress().getPort() + "/hook")
                    .secretToken("only-us")
                    .build());
            gatewayPeople.start("carl", "hu_2003_bot");
            gatewayPeople.reads("carl", "hu_2003_bot", "By webhook: /start");

            assertThat(secrets).isNotEmpty().containsOnly("only-us");
        } finally {
            client.execute(new org.telegram.telegrambots.meta.api.methods.updates.DeleteWebhook());
            own.stop(0);
        }
    }

    private static void done(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static TelegramBot library(String token) {
        return new TelegramBot.Builder(token)
                .apiUrl("http://127.0.0.1:" + port + "/bot")
                .fileApiUrl("http://127.0.0.1:" + port + "/file/bot")
                .build();
    }

    private static void polling(
            TelegramBot bot, Consumer<com.pengrad.telegrambot.model.Update> consumer, Runnable deed, String... kinds) {
        bot.setUpdatesListener(
                updates -> {
                    updates.forEach(consumer);
                    return UpdatesListener.CONFIRMED_UPDATES_ALL;
                },
                new GetUpdates().allowedUpdates(kinds).timeout(30));
        try {
            deed.run();
        } finally {
            bot.removeGetUpdatesListener();
            bot.shutdown();
        }
    }

    @Test
    void javaTelegramBotApiHasAMenuWithButtons() {
        TelegramBot bot = library("2004:menu");
        polling(
                bot,
                update -> {
                    if (update.message() != null) {
                        bot.execute(new com.pengrad.telegrambot.request.SendMessage(
                                        update.message().chat().id().longValue(), "Tea or coffee?")
                                .replyMarkup(new InlineKeyboardMarkup(
                                        new InlineKeyboardButton("Tea").callbackData("tea"),
                                        new InlineKeyboardButton("Coffee").callbackData("coffee"))));
                    } else if (update.callbackQuery() != null) {
                        choose(bot, update.callbackQuery());
                    }
                },
                () -> {
                    gatewayPeople.start("dora", "hu_2004_bot");
                    Tl.Obj menu = gatewayPeople.reads("dora", "hu_2004_bot", "Tea or coffee?");
                    Tl.Obj answer = gatewayPeople.presses("dora", "hu_2004_bot", menu, "tea");

                    assertThat(answer.text("message")).contains("A good choice");
                    Tl.Obj edited = gatewayPeople.reads("dora", "hu_2004_bot", "You have tea");
                    assertThat(edited.get("reply_markup")).isEmpty();
                    assertThat(edited.integer("id")).isEqualTo(menu.integer("id"));
                },
                "message",
                "callback_query");
    }

    private static void choose(TelegramBot bot, CallbackQuery query) {
        bot.execute(new EditMessageText(
                query.from().id(), query.maybeInaccessibleMessage().messageId(), "You have " + query.data()));
        bot.execute(new AnswerCallbackQuery(query.id()).text("A good choice"));
    }

    @Test
    void javaTelegramBotApiCountsReactions() {
        TelegramBot bot = library("2005:counter");
        Map<Integer, Integer> counts = new ConcurrentHashMap<>();
        polling(
                bot,
                update -> {
                    var reaction = update.messageReaction();
                    if (reaction != null) {
                        counts.merge(
                                reaction.messageId(),
                                reaction.newReaction().length - reaction.oldReaction().length,
                                Integer::sum);
                    }
                },
                () -> {
                    gatewayPeople.start("eva", "hu_2005_bot");
                    gatewayPeople.join("eva", GROUP);
                    gatewayPeople.join("fred", GROUP);
                    int message = (int) gatewayPeople.say("eva", GROUP, "Look at this");
                    gatewayPeople.reacts("eva", GROUP, message, "👍");
                    gatewayPeople.reacts("fred", GROUP, message, "🔥");
                    gatewayPeople.reacts("fred", GROUP, message, "👏");

                    await().atMost(PATIENCE).until(() -> Integer.valueOf(2).equals(counts.get(message)));
                },
                "message",
                "message_reaction");
    }

    @Test
    void javaTelegramBotApiApprovesWhoAsksToJoin() {
        TelegramBot bot = library("2006:doorman");
        polling(
                bot,
                update -> {
                    var request = update.chatJoinRequest();
                    if (request != null) {
                        bot.execute(new ApproveChatJoinRequest(
                                request.chat().id(), request.from().id()));
                    }
                },
                () -> {
                    String channel = World.APPROVAL_CHANNEL.value();
                    gatewayPeople.start("gina", "hu_2006_bot");
                    assertThat(gatewayPeople.join("gina", channel)).isEqualTo("pending");

                    gatewayPeople.reads("gina", channel, message -> true);
                    assertThat(gatewayPeople.join("gina", channel)).isEqualTo("already");
                },
                "chat_join_request");
    }

    @Test
    void javaTelegramBotApiFetchesAFile() throws Exception {
        TelegramBot bot = library("2007:files");
        bot.execute(new com.pengrad.telegrambot.request.GetMe());
        gatewayPeople.start("hans", "hu_2007_bot");
        long chat = bot.execute(new GetUpdates())
                .updates()
                .getLast()
                .message()
                .chat()
                .id();
        var sent = bot.execute(new SendPhoto(chat, new byte[] {1, 2, 3}).caption("Look"));
        var file = bot.execute(new GetFile(sent.message().photo()[0].fileId())).file();

        assertThat(file.fileSize()).isEqualTo(3);
        assertThat(bot.getFileContent(file)).isNotEmpty();
        gatewayPeople.reads("hans", "hu_2007_bot", "Look");
        bot.shutdown();
    }
}
