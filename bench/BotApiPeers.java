import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Bot API of Heat Up's sandbox beside that of the npm package telegram-test-api, over HTTP. {@code bench/sandbox.sh
 * botapi} starts both and runs this:
 * {@code java bench/BotApiPeers.java SANDBOX_GATEWAY SANDBOX_BOT_API EMULATOR [COUNT] [MEMBERS]}.
 *
 * <p>Both: sendMessage, one call after the other (at the sandbox into a group of MEMBERS people, by bots in turn, since
 * each may send only so much; the emulator has neither members nor limits); getUpdates by 100 bots with one update each, one call after the other. The sandbox alone: 100 bots poll at
 * once (the emulator has no long polling), and a person writes into the group where all of them read; counted is until
 * the last bot has it. The systems take turns in rounds. Prints milliseconds. The sandbox stores every message before
 * it answers; the emulator keeps them in memory, and its getUpdates marks what it gives as read, without a confirmation.
 */
class BotApiPeers {

    private static final int BOTS = 100;
    private static final int ROUNDS = 5;

    /** A group takes 20 messages of a bot at once, then one in three seconds of world time. */
    private static final int EACH_SENDS = 10;

    private static final Pattern CHAT = Pattern.compile("\"id\":(-100\\d+)");
    private static final Pattern UPDATE = Pattern.compile("\"update_id\":(\\d+)");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String gateway;
    private final String sandbox;
    private final String emulator;
    private long writers;

    BotApiPeers(String gateway, String sandbox, String emulator) {
        this.gateway = gateway;
        this.sandbox = sandbox;
        this.emulator = emulator;
    }

    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 2000;
        int members = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 1000;
        BotApiPeers bench = new BotApiPeers(arguments[0], arguments[1], arguments[2]);
        bench.people(members);
        bench.sendMessage(count, members);
        bench.getUpdates();
        bench.longPolls(Math.max(20, count / 20));
    }

    private void people(int members) throws Exception {
        for (int i = 0; i < members; i++) {
            post(gateway + "/sessions/member" + i + "/join_chat", "{\"chat\":\"hu_open_talk\",\"client_id\":\"j" + i + "\"}");
        }
        post(bot(0, "deleteWebhook"), "{}");
        for (int i = 1; i < BOTS; i++) {
            post(bot(i, "getMe"), "{}");
        }
    }

    private String bot(int number, String method) {
        return sandbox + "/bot" + (2001 + number) + ":bench/" + method;
    }

    private void sendMessage(int count, int members) throws Exception {
        String chat = group();
        List<double[]> ours = new ArrayList<>();
        List<double[]> theirs = new ArrayList<>();
        for (int round = -1; round < ROUNDS; round++) {
            int sender = BOTS + (round + 1) * (count / ROUNDS) / EACH_SENDS;
            double[] one = times(
                    count / ROUNDS,
                    i -> post(
                            bot(sender + i / EACH_SENDS, "sendMessage"),
                            "{\"chat_id\":" + chat + ",\"text\":\"Message " + i + "\"}"));
            double[] another = times(
                    count / ROUNDS,
                    i -> post(
                            emulator + "/botsampleToken/sendMessage",
                            "{\"chat_id\":\"1\",\"text\":\"Message " + i + "\"}"));
            // The first round is to warm up.
            if (round >= 0) {
                ours.add(one);
                theirs.add(another);
            }
        }
        print("sandbox sendMessage, group of " + members, ours);
        print("telegram-test-api sendMessage", theirs);
    }

    private String group() throws Exception {
        Matcher id = CHAT.matcher(post(bot(0, "getChat"), "{\"chat_id\":\"@hu_open_talk\"}"));
        if (!id.find()) {
            throw new IllegalStateException("the sandbox has no hu_open_talk");
        }
        return id.group(1);
    }

    private void getUpdates() throws Exception {
        long[] offsets = new long[BOTS];
        List<double[]> ours = new ArrayList<>();
        List<double[]> theirs = new ArrayList<>();
        for (int i = 0; i < BOTS; i++) {
            offsets[i] = drain(i, 0);
        }
        for (int round = -1; round < ROUNDS; round++) {
            write("round" + round);
            double[] one = times(BOTS, i -> offsets[i] = next(updates(i, offsets[i], 0), offsets[i]));
            for (int i = 0; i < BOTS; i++) {
                post(
                        emulator + "/sendMessage",
                        "{\"botToken\":\"token" + i + "\",\"from\":{\"id\":1,\"first_name\":\"A\",\"username\":\"a\"},"
                                + "\"chat\":{\"id\":1,\"first_name\":\"A\",\"type\":\"private\"},\"date\":1,\"text\":\"Hi\"}");
            }
            double[] another = times(BOTS, i -> {
                if (!post(emulator + "/bottoken" + i + "/getUpdates", "{}").contains("Hi")) {
                    throw new IllegalStateException("the emulator lost a message");
                }
            });
            if (round >= 0) {
                ours.add(one);
                theirs.add(another);
            }
        }
        print("sandbox getUpdates, " + BOTS + " bots, one update each", ours);
        print("telegram-test-api getUpdates, " + BOTS + " bots, one update each", theirs);
    }

    /** @return the offset that confirms all */
    private long drain(int bot, long offset) throws Exception {
        long from = offset;
        String updates = updates(bot, from, 0);
        while (updates.contains("update_id")) {
            from = next(updates, from);
            updates = updates(bot, from, 0);
        }
        return from;
    }

    private String updates(int bot, long offset, int timeout) throws Exception {
        return post(bot(bot, "getUpdates"), "{\"offset\":" + offset + ",\"timeout\":" + timeout + "}");
    }

    private static long next(String updates, long offset) {
        long next = offset;
        for (Matcher id = UPDATE.matcher(updates); id.find(); ) {
            next = Long.parseLong(id.group(1)) + 1;
        }
        return next;
    }

    private void write(String id) throws Exception {
        String person = "writer" + writers++;
        post(gateway + "/sessions/" + person + "/join_chat", "{\"chat\":\"hu_open_talk\",\"client_id\":\"j\"}");
        post(
                gateway + "/sessions/" + person + "/send_message",
                "{\"chat\":\"hu_open_talk\",\"text\":\"Hello\",\"client_id\":\"" + id + "\"}");
    }

    private void longPolls(int messages) throws Exception {
        double[] last = new double[messages];
        long[] offsets = new long[BOTS];
        for (int i = 0; i < BOTS; i++) {
            offsets[i] = drain(i, 0);
        }
        for (int m = 0; m < messages; m++) {
            String text = "Wave " + m + " ";
            CountDownLatch heard = new CountDownLatch(BOTS);
            AtomicLong lastAt = new AtomicLong();
            for (int i = 0; i < BOTS; i++) {
                int bot = i;
                Thread.ofVirtual().start(() -> {
                    try {
                        String updates = "";
                        while (!updates.contains(text)) {
                            updates = updates(bot, offsets[bot], 30);
                            offsets[bot] = next(updates, offsets[bot]);
                        }
                        lastAt.accumulateAndGet(System.nanoTime(), Math::max);
                        heard.countDown();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
            }
            String person = "caller" + m;
            post(gateway + "/sessions/" + person + "/join_chat", "{\"chat\":\"hu_open_talk\",\"client_id\":\"j\"}");
            long began = System.nanoTime();
            post(
                    gateway + "/sessions/" + person + "/send_message",
                    "{\"chat\":\"hu_open_talk\",\"text\":\"" + text + "\",\"client_id\":\"s\"}");
            heard.await();
            last[m] = (lastAt.get() - began) / 1e6;
        }
        print("sandbox: a message until the last of " + BOTS + " long polls has it", List.of(last));
    }

    private interface Numbered {
        void call(int number) throws Exception;
    }

    private static double[] times(int count, Numbered call) throws Exception {
        double[] millis = new double[count];
        for (int i = 0; i < count; i++) {
            long began = System.nanoTime();
            call.call(i);
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        return millis;
    }

    private static String post(String url, String body) throws Exception {
        HttpResponse<String> response = send(url, body);
        require(response, url);
        return response.body();
    }

    private static HttpResponse<String> send(String url, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void require(HttpResponse<String> response, String url) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException(url + " answered " + response.statusCode() + ": " + response.body());
        }
    }

    private static void print(String what, List<double[]> rounds) {
        double[] all = rounds.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
        System.out.printf(
                "%s: calls %d, median %.2f ms, p99 %.2f ms, max %.2f ms%n",
                what, all.length, all[all.length / 2], all[all.length * 99 / 100], all[all.length - 1]);
    }
}
