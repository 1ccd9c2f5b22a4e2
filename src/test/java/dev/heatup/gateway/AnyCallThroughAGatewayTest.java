package dev.heatup.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every method of MTProto with any parameters, and any call of the contract: exactly those of the list pass. */
class AnyCallThroughAGatewayTest {

    private static final int TRIES_OF_A_METHOD = 60;
    private static final int TYPED_CALLS = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Reply DONE = new Reply.Done(Tl.of(true));

    /** The list, written down a second time: each method with its parameters, a name or a number. */
    private static final Map<String, Map<String, Class<? extends Tl>>> LISTED = Map.of(
            "help.getConfig", Map.of(),
            "contacts.resolveUsername", Map.of("username", Tl.Text.class),
            "messages.getHistory",
                    Map.of(
                            "peer", Tl.Text.class,
                            "limit", Tl.Int.class,
                            "offset_id", Tl.Int.class,
                            "min_id", Tl.Int.class),
            "channels.readHistory", Map.of("channel", Tl.Text.class, "max_id", Tl.Int.class),
            "channels.leaveChannel", Map.of("channel", Tl.Text.class));

    private static final Set<String> NAMES = Set.of("hu_city_news", "@HU_City_News", "some_bot", "abcde");

    private static final List<String> FIELDS = List.of(
            "_",
            "peer",
            "channel",
            "username",
            "limit",
            "offset_id",
            "min_id",
            "max_id",
            "message",
            "random_id",
            "increment",
            "id",
            "reply_to",
            "schedule_date",
            "bot",
            "start_param",
            "query",
            "hash",
            "send_as",
            "background",
            "to_peer",
            "media",
            "reaction",
            "params",
            "text",
            "chat",
            "client_id");

    /** Who is behind a name, by the fake network. */
    private static final Map<String, Reply> PEERS = Map.of(
            "some_bot", ResolvedPeers.bot(),
            "hu_open_talk", ResolvedPeers.group(),
            "some_person", ResolvedPeers.user(Tl.constructor("user").with("id", 7)),
            "hu_city_news",
                    ResolvedPeers.channel(
                            Tl.constructor("channel").with("id", 8).with("broadcast", true)),
            "nobody_here", new Reply.Failed(400, "USERNAME_NOT_OCCUPIED", "nobody", null));

    private static final Set<String> WRITABLE = Set.of("some_bot", "@some_bot", "hu_open_talk", "@hu_open_talk");

    /** Keeps what comes through, and knows who is behind a name. */
    private static final class Network implements Gateway {
        final List<Call> calls = new ArrayList<>();

        @Override
        public Reply call(Caller caller, Call call, Duration patience) {
            calls.add(call);
            return call instanceof Call.InvokeRaw raw && raw.method().equals("contacts.resolveUsername")
                    ? PEERS.getOrDefault(raw.params().text("username").orElse(""), DONE)
                    : DONE;
        }

        @Override
        public Reach reach() {
            return Reach.GATEWAY;
        }
    }

    private final Network network = new Network();
    private final Gateway limited = new LimitedGateway(network, () -> 0);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ofAllMethodsExactlyTheListedOnesPass(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Integer> passed = new TreeMap<>();
        for (String method : methods()) {
            for (int i = 0; i < TRIES_OF_A_METHOD; i++) {
                String name = i % 20 == 19 ? mutated(method, random) : method;
                Call call = new Call.InvokeRaw(name, params(name, random), random.nextBoolean() ? "r/0/0" : null);
                if (passes(call, isListed((Call.InvokeRaw) call))) {
                    passed.merge(name, 1, Integer::sum);
                }
            }
        }

        assertThat(passed.keySet()).containsExactlyInAnyOrderElementsOf(LISTED.keySet());
        assertThat(passed.values()).allMatch(times -> times > TRIES_OF_A_METHOD / 4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ofTheContractsOwnCallsExactlyTheListedOnesPass(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Class<?>, Integer> passed = new HashMap<>();
        for (int i = 0; i < TYPED_CALLS; i++) {
            Call call = typed(random);
            if (passes(call, isListed(call))) {
                passed.merge(call.getClass(), 1, Integer::sum);
            }
        }

        assertThat(passed)
                .containsOnlyKeys(Call.JoinChat.class, Call.Dialogs.class, Call.SendMessage.class)
                .allSatisfy((type, times) -> assertThat(times).isBetween(TYPED_CALLS / 50, TYPED_CALLS / 2));
    }

    @Test
    void allMethodsAreTried() {
        assertThat(methods())
                .hasSizeGreaterThan(800)
                .containsAll(LISTED.keySet())
                .contains("messages.sendMessage");
    }

    /** Tries one, and checks that it went through as it is, or that nothing but the question who a peer is did. */
    private boolean passes(Call call, boolean listed) {
        network.calls.clear();
        Reply reply = limited.call(Caller.of("s1"), call, PATIENCE);
        if (listed) {
            assertThat(network.calls).as("%s", call).contains(call).hasSizeLessThanOrEqualTo(2);
            return true;
        }
        assertThat(reply).as("%s", call).isInstanceOf(Reply.Failed.class);
        assertThat(network.calls).as("%s", call).doesNotContain(call).allMatch(one -> isQuestion(one, call));
        return false;
    }

    private static boolean isQuestion(Call one, Call of) {
        return of instanceof Call.SendMessage message
                && message.text().endsWith(" [heatup test]")
                && one.method().equals("contacts.resolveUsername");
    }

    private static boolean isListed(Call call) {
        return switch (call) {
            case Call.Dialogs _ -> true;
            case Call.JoinChat join -> join.chat().matches("@?[a-zA-Z][a-zA-Z0-9_]{4,31}");
            case Call.SendMessage message ->
                WRITABLE.contains(message.chat()) && phrases().contains(message.text());
            case Call.InvokeRaw raw -> isListed(raw);
        };
    }

    private static boolean isListed(Call.InvokeRaw raw) {
        return Optional.ofNullable(LISTED.get(raw.method()))
                .map(parameters -> raw.params().fields().entrySet().stream().allMatch(field -> {
                    Class<? extends Tl> type = parameters.get(field.getKey());
                    Tl value = field.getValue();
                    return type != null
                            && type.isInstance(value)
                            && (!(value instanceof Tl.Text(String name)) || NAMES.contains(name));
                }))
                .orElse(false);
    }

    private static List<String> phrases() {
        List<String> all = new ArrayList<>(TestPhrases.shipped().in("en"));
        all.addAll(TestPhrases.shipped().in("ru"));
        all.replaceAll(phrase -> phrase + " [heatup test]");
        return all;
    }

    /** Half of the time what the method is given when it is listed, else anything. */
    private static Tl.Obj params(String method, SplittableRandom random) {
        Map<String, Class<? extends Tl>> right = LISTED.getOrDefault(method, Map.of());
        Tl.Builder params = Tl.object();
        if (random.nextBoolean()) {
            right.forEach((field, type) ->
                    params.with(field, type == Tl.Int.class ? Tl.of(random.nextLong()) : Tl.of(one(NAMES, random))));
        }
        for (int more = random.nextInt(3) * random.nextInt(3); more > 0; more--) {
            params.with(one(FIELDS, random), value(random, 0));
        }
        return params.build();
    }

    private static Tl value(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth > 2 ? 6 : 8)) {
            case 0 -> Tl.of(one(NAMES, random));
            case 1 -> Tl.of(one(phrases(), random));
            case 2 ->
                Tl.of(one(
                        List.of("me", "", "+7999", "-100123", "t.me/+a", "a b", "хороший", "x".repeat(5000)), random));
            case 3 -> Tl.of(random.nextLong());
            case 4 -> Tl.of(random.nextBoolean());
            case 5 -> random.nextBoolean() ? new Tl.Null() : new Tl.Decimal(random.nextDouble());
            case 6 -> Tl.of(List.of(value(random, depth + 1)));
            default ->
                Tl.constructor(one(
                                List.of("inputPeerSelf", "inputPeerUser", "inputChannel", "messages.sendMessage"),
                                random))
                        .with(one(FIELDS, random), value(random, depth + 1))
                        .build();
        };
    }

    private static String mutated(String method, SplittableRandom random) {
        return one(
                List.of(
                        method + " ",
                        " " + method,
                        method.toUpperCase(java.util.Locale.ROOT),
                        method + "#1",
                        method + "\u0000",
                        method.replace('.', '/'),
                        "x" + method,
                        method + "Request"),
                random);
    }

    private static Call typed(SplittableRandom random) {
        List<Supplier<Call>> calls = List.of(
                () -> new Call.Dialogs(random.nextInt(), random.nextInt()),
                () -> new Call.JoinChat(chat(random), "r/0/0"),
                () -> new Call.SendMessage(chat(random), text(random), "r/0/0", null),
                () -> new Call.SendMessage(chat(random), text(random), "r/0/0", random.nextLong()));
        return one(calls, random).get();
    }

    private static String chat(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> one(WRITABLE, random);
            case 2, 3, 4 -> one(PEERS.keySet(), random);
            case 5 ->
                one(List.of("me", "self", "", "+79990000000", "-1001", "t.me/+abcdef", "@", "@@some_bot"), random);
            case 6 -> one(PEERS.keySet(), random) + one(List.of(" ", "\n", "\u0000", "\u200b", "/x"), random);
            default -> one(List.of("hu_unknown", "UPPER_CASE", "x".repeat(33), "1digit", "кириллица"), random);
        };
    }

    private static String text(SplittableRandom random) {
        String message = one(phrases(), random);
        String other = one(phrases(), random);
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> message;
            case 3 -> message.substring(0, message.length() - " [heatup test]".length());
            case 4 -> message + one(List.of(" ", "\n", ".", "\u200b", " " + other), random);
            case 5 -> one(List.of(" ", "\u00a0", "x", other + " "), random) + message;
            case 6 -> message.replace(" ", one(List.of("  ", "\u00a0", ""), random));
            case 7 -> "Buy it at https://shop.example [heatup test]";
            case 8 -> message.replace('e', '\u0435').replace('о', 'o').toUpperCase(java.util.Locale.ROOT);
            default -> message.substring(random.nextInt(1, message.length()));
        };
    }

    private static <T> T one(List<T> of, SplittableRandom random) {
        return of.get(random.nextInt(of.size()));
    }

    private static <T extends Comparable<T>> T one(Set<T> of, SplittableRandom random) {
        return one(of.stream().sorted().toList(), random);
    }

    private static List<String> methods() {
        try (InputStream in =
                Objects.requireNonNull(AnyCallThroughAGatewayTest.class.getResourceAsStream("telegram-methods.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
