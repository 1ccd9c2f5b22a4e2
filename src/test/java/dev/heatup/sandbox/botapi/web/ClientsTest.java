package dev.heatup.sandbox.botapi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.pengrad.telegrambot.TelegramBot;
import com.pengrad.telegrambot.UpdatesListener;
import com.pengrad.telegrambot.request.GetMe;
import com.pengrad.telegrambot.request.SendDocument;
import com.pengrad.telegrambot.response.GetMeResponse;
import dev.heatup.sandbox.botapi.BotId;
import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.botapi.FakeNetwork;
import dev.heatup.telegram.Tl;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.longpolling.TelegramBotsLongPollingApplication;
import org.telegram.telegrambots.longpolling.interfaces.LongPollingUpdateConsumer;
import org.telegram.telegrambots.longpolling.util.DefaultGetUpdatesGenerator;
import org.telegram.telegrambots.meta.TelegramUrl;

/** Unmodified client libraries find the Bot API that they know. */
class ClientsTest {

    private static final BotId BOT = new BotId(123);
    private static final String TOKEN = "123:abc";

    private final FakeNetwork network = new FakeNetwork();
    private final SystemTimer timer = new SystemTimer();
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private BotApiServer server;

    @BeforeEach
    void start() throws IOException {
        server = BotApiServer.start(
                new BotApiSettings(InetAddress.getLoopbackAddress(), 0, Set.of()), _ -> Optional.of(network), timer);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        timer.close();
    }

    private void awaitTexts() {
        network.enqueue(BOT, "one");
        network.enqueue(BOT, "two");
        await().until(() -> texts.equals(List.of("one", "two")));
        // The next poll confirms them.
        await().until(() -> network.waiting(BOT) == 0);
    }

    @Test
    void telegrambotsGetsItselfAndItsUpdates() throws Exception {
        TelegramUrl url = new TelegramUrl("http", "127.0.0.1", server.port(), false);
        OkHttpTelegramClient client = new OkHttpTelegramClient(TOKEN, url);
        assertThat(client.execute(org.telegram.telegrambots.meta.api.methods.GetMe.builder()
                                .build())
                        .getUserName())
                .isEqualTo("fake_bot");

        LongPollingUpdateConsumer consumer = updates ->
                updates.forEach(update -> texts.add(update.getMessage().getText()));
        TelegramBotsLongPollingApplication application = new TelegramBotsLongPollingApplication();
        try {
            application.registerBot(TOKEN, () -> url, new DefaultGetUpdatesGenerator(), consumer);
            awaitTexts();
        } finally {
            application.close();
        }
    }

    @Test
    void javaTelegramBotApiGetsItselfAndItsUpdates() {
        network.answers(
                "sendDocument",
                _ -> new BotReply.Ok(Tl.object()
                        .with("message_id", 1)
                        .with("date", 1)
                        .with(
                                "chat",
                                Tl.object()
                                        .with("id", 7)
                                        .with("type", "private")
                                        .build())
                        .build()));
        TelegramBot bot = new TelegramBot.Builder(TOKEN)
                .apiUrl("http://127.0.0.1:" + server.port() + "/bot")
                .build();
        GetMeResponse me = bot.execute(new GetMe());
        assertThat(me.user().username()).isEqualTo("fake_bot");
        assertThat(bot.execute(new SendDocument(7L, new byte[1000]).fileName("a.bin"))
                        .isOk())
                .isTrue();
        assertThat(network.lastCall().uploads().get("document"))
                .extracting("name", "size")
                .containsExactly("a.bin", 1000L);

        bot.setUpdatesListener(updates -> {
            updates.forEach(update -> texts.add(update.message().text()));
            return UpdatesListener.CONFIRMED_UPDATES_ALL;
        });
        awaitTexts();
        bot.removeGetUpdatesListener();
        bot.shutdown();
    }
}
