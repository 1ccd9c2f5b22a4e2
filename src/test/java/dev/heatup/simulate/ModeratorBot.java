package dev.heatup.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.sandbox.botapi.BotApiTypes;
import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotId;
import dev.heatup.sandbox.botapi.BotNetwork;
import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.botapi.Subscription;
import dev.heatup.sandbox.botapi.UpdateBatch;
import dev.heatup.sandbox.botapi.UpdatesRequest;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A bot on a thread of its own, that answers everybody, lets every other stranger in, deletes what it doesn't like, and
 * now and then does not confirm what it got. It checks all that it is sent.
 */
final class ModeratorBot implements AutoCloseable {

    static final BotToken TOKEN = BotToken.parse("1001:test").orElseThrow();

    /** What no bot may see: the log's labels, and the names of runs and sessions. */
    private static final Pattern SECRET =
            Pattern.compile("\"(label|campaign|difficulty|synthetic|persona|client_id|run)\"|run_0|\\bp0\\d{4}\\b");

    private static final List<String> ALL = List.of(
            "message",
            "edited_message",
            "callback_query",
            "chat_join_request",
            "message_reaction",
            "chat_member",
            "my_chat_member");

    private static final int MAX_REPEATS = 20;

    private final BotNetwork network;
    private final RandomGenerator random;
    private final Semaphore news = new Semaphore(0);
    private final List<String> seen = new ArrayList<>();
    private final Map<Long, String> unconfirmed = new HashMap<>();
    private final AtomicReference<Throwable> trouble = new AtomicReference<>();
    private final Subscription subscription;
    private final Thread thread = Thread.ofPlatform().name("diligent bot").unstarted(this::live);
    private volatile boolean closing;
    private int offset;
    private long handled;

    ModeratorBot(BotNetwork network, long seed) {
        this.network = network;
        this.random = new SplittableRandom(seed);
        this.subscription = network.onNews(TOKEN.id(), news::release);
        thread.start();
    }

    static BotId id() {
        return TOKEN.id();
    }

    private void live() {
        try {
            whileOpen(() -> {
                while (poll() && !closing) {
                    // There may be more.
                }
            });
        } catch (AssertionError | RuntimeException e) {
            trouble.set(e);
            // What is wrong is told in the end; until then nobody has to wait for it.
            whileOpen(() -> network.updates(TOKEN, new UpdatesRequest(Integer.MAX_VALUE, 1, null))
                    .join());
        }
    }

    private void whileOpen(Runnable turn) {
        while (!closing) {
            turn.run();
            news.acquireUninterruptibly();
            news.drainPermits();
        }
    }

    /** Whether it has to ask again: for more, to confirm, or because it got no answer. */
    private boolean poll() {
        List<String> wanted = offset == 0 ? ALL : null;
        UpdateBatch updateBatch =
                network.updates(TOKEN, new UpdatesRequest(offset, 20, wanted)).join();
        if (!(updateBatch instanceof UpdateBatch.There(List<Tl.Obj> there))) {
            return true;
        }
        if (there.isEmpty()) {
            return false;
        }
        long first = number(there.getFirst(), "update_id");
        assertThat(offset == 0 || first == offset)
                .as("the first is the one after the last confirmed")
                .isTrue();
        unconfirmed.keySet().removeIf(id -> id < first);
        for (int i = 0; i < there.size(); i++) {
            assertThat(number(there.get(i), "update_id")).as("in order").isEqualTo(first + i);
            receive(there.get(i), first + i);
        }
        if (random.nextInt(5) > 0) {
            offset = Math.toIntExact(first + there.size());
        }
        return true;
    }

    private void receive(Tl.Obj update, long id) {
        String text = check(update);
        assertThat(BotApiTypes.problems("Update", update)).isEmpty();
        assertThat(unconfirmed.getOrDefault(id, text))
                .as("the same until confirmed")
                .isEqualTo(text);
        unconfirmed.put(id, text);
        if (id > handled) {
            handled = id;
            answer(update);
        }
    }

    private static String check(Tl content) {
        String text = new String(TlJson.write(content), StandardCharsets.UTF_8);
        assertThat(SECRET.matcher(text).results().map(match -> match.group()).toList())
                .as("no label in a bot's bytes: %s", text)
                .isEmpty();
        return text;
    }

    private void answer(Tl.Obj update) {
        object(update, "message").ifPresent(this::message);
        object(update, "callback_query").ifPresent(query -> {
            String id = query.text("id").orElseThrow();
            seen.add("press " + id);
            call(
                    "answerCallbackQuery",
                    Tl.object().with("callback_query_id", id).with("text", "Seen"));
        });
        object(update, "chat_join_request").ifPresent(request -> {
            long who = number(object(request, "from").orElseThrow(), "id");
            seen.add("request " + who);
            call(
                    who % 2 == 0 ? "approveChatJoinRequest" : "declineChatJoinRequest",
                    Tl.object().with("chat_id", chat(request)).with("user_id", who));
        });
    }

    private void message(Tl.Obj message) {
        Tl.Obj chat = object(message, "chat").orElseThrow();
        long id = number(message, "message_id");
        boolean direct = chat.text("type").orElse("").equals("private");
        boolean bySomebody = message.get("text").isPresent()
                && message.get("is_automatic_forward").isEmpty();
        if (direct && bySomebody) {
            seen.add("message " + number(chat, "id") + " " + id);
            call(
                    "sendMessage",
                    Tl.object()
                            .with("chat_id", chat(message))
                            .with("text", "What next? " + id)
                            .with("reply_markup", menu()));
        } else if (bySomebody) {
            seen.add("message " + chat.text("username").orElse("") + " " + id);
            if (random.nextInt(4) == 0) {
                call("deleteMessage", Tl.object().with("chat_id", chat(message)).with("message_id", id));
            }
            if (random.nextInt(10) == 0) {
                call(
                        "banChatMember",
                        Tl.object()
                                .with("chat_id", chat(message))
                                .with("user_id", number(object(message, "from").orElseThrow(), "id")));
            }
        }
    }

    private static Tl.Obj menu() {
        Tl.Obj more =
                Tl.object().with("text", "More").with("callback_data", "more").build();
        Tl.Obj done =
                Tl.object().with("text", "Done").with("callback_data", "done").build();
        return Tl.object()
                .with("inline_keyboard", List.of(Tl.of(List.of(more, done))))
                .build();
    }

    private void call(String method, Tl.Builder params) {
        ask(method, params);
    }

    /** From any thread. */
    BotReply ask(String method, Tl.Builder params) {
        BotReply reply = waiting(new BotCall(method, params.build()));
        if (reply instanceof BotReply.Ok(Tl result)) {
            check(result);
        }
        return reply;
    }

    /** Does as it is told: world time has passed by then, so that it need not wait itself. */
    private BotReply waiting(BotCall call) {
        BotReply reply = network.call(TOKEN, call).join();
        for (int again = 0; again < MAX_REPEATS && isToWait(reply); again++) {
            reply = network.call(TOKEN, call).join();
        }
        return reply;
    }

    private static boolean isToWait(BotReply reply) {
        return reply instanceof BotReply.Refused refused && refused.retryAfter() != null;
    }

    private static long chat(Tl.Obj of) {
        return number(object(of, "chat").orElseThrow(), "id");
    }

    private static long number(Tl.Obj of, String field) {
        return of.integer(field).orElseThrow();
    }

    private static Optional<Tl.Obj> object(Tl.Obj of, String field) {
        return of.get(field).map(Tl.Obj.class::cast);
    }

    /** What it was told of, once it is closed. */
    List<String> seen() {
        return seen;
    }

    @Override
    public void close() {
        finish();
    }

    /** Ends it, and throws what went wrong on its thread. Idempotent. */
    void finish() {
        closing = true;
        news.release();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        subscription.close();
        Throwable wrong = trouble.get();
        if (wrong != null) {
            throw new AssertionError("the bot: " + wrong.getMessage(), wrong);
        }
    }
}
