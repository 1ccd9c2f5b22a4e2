package dev.heatup.sandbox.fuzz;

import dev.heatup.sandbox.botapi.BotApiTypes;
import dev.heatup.sandbox.fuzz.HttpCall.Door;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Calls a sandbox over both ports with what comes from a seed and from earlier answers, and looks at everything that goes
 * out: no 5xx but 501, no answer that takes a minute, and results and updates as the Bot API declares them.
 */
public final class Fuzz implements AutoCloseable {

    /** How many calls are shown when something is found. */
    private static final int SHOWN = 12;

    private static final int ASKED_FOR_A_PRESS = 20;
    private static final Duration LONGER_THAN_A_PRESS_WAITS = Duration.ofSeconds(9);

    /** For an answer that may be on its way. */
    private static final Duration LITTLE = Duration.ofMillis(20);

    private static final String SNAPSHOT = "early";

    /** With rights in most places, without them, and such as nobody described. */
    private static final List<String> TOKENS =
            List.of("1001:fuzz", "1001:fuzz", "1001:fuzz", "1002:fuzz", "1003:fuzz", "1004:fuzz", "2001:fuzz");

    private static final List<String> PEOPLE =
            List.of("ann", "bob", "carl", "dora", "eve", "finn", "gus", "hal", "ida", "jo");

    /**
     * Where the sandbox is, and how its time goes on.
     *
     * @param worlds names of worlds beside the main one
     * @param advance lets real time pass; does nothing where it does so by itself
     */
    public record Target(URI control, URI bots, List<String> worlds, Consumer<Duration> advance) {}

    private record Place(String name, KnownIds known) {

        String path() {
            return name.isEmpty() ? "" : "/worlds/" + name;
        }

        String control() {
            return name.isEmpty() ? "/sandbox" : "/sandbox/worlds/" + name;
        }
    }

    private final Target target;
    private final KeptConnection bots;
    private final KeptConnection control;
    private final SeededRandom seededRandom;
    private final BotCalls botCalls;
    private final PeopleCalls peopleCalls;
    private final ControlCalls controlCalls;
    private final List<Place> places;
    private final CallCounts callCounts = new CallCounts();
    private final Deque<String> latest = new ArrayDeque<>();
    private final List<FutureTask<KeptConnection.Answer>> presses = new ArrayList<>();
    private int strangers = 3000;

    /** @param methods of bots that the sandbox has */
    public Fuzz(Target target, Collection<String> methods, long seed) {
        this.target = target;
        this.bots = new KeptConnection(target.bots());
        this.control = new KeptConnection(target.control());
        this.seededRandom = new SeededRandom(seed);
        BotApiDocument document = new BotApiDocument();
        this.botCalls = new BotCalls(document, List.copyOf(methods), seededRandom);
        this.peopleCalls = new PeopleCalls(document, seededRandom);
        this.controlCalls = new ControlCalls(document, seededRandom);
        this.places = Stream.concat(Stream.of(""), target.worlds().stream())
                .map(name -> new Place(name, new KnownIds()))
                .toList();
    }

    /** @throws AssertionError with the latest calls, when something is found */
    public CallCounts run(int calls) {
        places.forEach(this::settle);
        places.forEach(place -> call(HttpCall.json(
                Door.CONTROL,
                "take snapshot",
                "POST",
                place.control() + "/snapshots",
                Tl.object().with("name", SNAPSHOT).build())));
        while (callCounts.calls() < calls) {
            Place place = seededRandom.of(places);
            step(place);
            if (seededRandom.chance(0.0005)) {
                call(HttpCall.empty(
                        Door.CONTROL, "restore", "POST", place.control() + "/snapshots/" + SNAPSHOT + "/restore"));
                settle(place);
            }
        }
        while (!presses.isEmpty()) {
            target.advance().accept(LONGER_THAN_A_PRESS_WAITS);
            places.forEach(place -> updates(place, TOKENS.getFirst()));
            lookAtThoseAnswered();
        }
        places.forEach(place -> call(HttpCall.get(Door.CONTROL, "health", place.control() + "/health")));
        return callCounts;
    }

    /** People join and begin conversations, bots ask for everything. */
    private void settle(Place place) {
        KnownIds knownIds = place.known();
        for (String token : List.copyOf(new TreeSet<>(TOKENS))) {
            bot(place, token, "getMe");
            bot(place, token, "deleteWebhook");
            updates(place, token);
        }
        bot(place, "1001:fuzz", "exportChatInviteLink");
        for (String person : PEOPLE) {
            for (String chat : List.of("hu_open_talk", "hu_square", "hu_forum", "hu_slow", "hu_gazette")) {
                call(HttpCall.json(
                        Door.PEOPLE,
                        "join_chat",
                        "POST",
                        place.path() + "/gateway/sessions/" + person + "/join_chat",
                        Tl.object()
                                .with("chat", chat)
                                .with("client_id", "s/" + chat)
                                .build()));
            }
            bots(knownIds)
                    .forEach(name -> call(HttpCall.json(
                            Door.PEOPLE,
                            "messages.startBot",
                            "POST",
                            place.path() + "/gateway/sessions/" + person + "/invoke_raw",
                            Tl.object()
                                    .with("method", "messages.startBot")
                                    .with(
                                            "params",
                                            Tl.object().with("bot", name).build())
                                    .build())));
        }
        learnAccounts(place);
    }

    /** Those that stay. */
    private static List<String> bots(KnownIds knownIds) {
        return TOKENS.stream()
                .distinct()
                .flatMap(token -> Stream.ofNullable(knownIds.botNames.get(id(token))))
                .toList();
    }

    private void learnAccounts(Place place) {
        String body = call(HttpCall.get(Door.CONTROL, "accounts", place.control() + "/accounts?limit=100"));
        ((Tl.Obj) read(body)).list("accounts").forEach(item -> {
            Tl.Obj account = (Tl.Obj) item;
            place.known()
                    .accounts
                    .put(
                            account.integer("user_id").orElse(0L),
                            account.text("account").orElseThrow());
        });
    }

    private void step(Place place) {
        target.advance().accept(Duration.ofMillis(seededRandom.between(0, 1500)));
        if (seededRandom.chance(0.0003)) {
            target.advance().accept(Duration.ofHours(seededRandom.between(1, 5)));
        }
        KnownIds knownIds = place.known();
        String token = seededRandom.of(TOKENS);
        int kind = seededRandom.between(0, 99);
        if (kind < 66) {
            bot(place, token, "");
        } else if (kind < 67) {
            call(botCalls.file(place.path(), knownIds, token));
        } else if (kind < 70) {
            updates(place, token);
        } else if (kind < 88) {
            learn(place, call(peopleCalls.next(place.path(), knownIds, seededRandom.of(PEOPLE))));
        } else if (kind < 92) {
            press(place);
        } else if (seededRandom.chance(0.02)) {
            stranger(place);
        } else {
            call(controlCalls.next(place.control(), knownIds, seededRandom.of(PEOPLE)));
        }
    }

    private void learn(Place place, String answer) {
        if (answer.startsWith("{")) {
            place.known().learn(read(answer), 0);
        }
    }

    /** A bot that nobody described comes and goes. */
    private void stranger(Place place) {
        String token = ++strangers + ":fuzz";
        bot(place, token, "getMe");
        updates(place, token);
        HttpCall leave = botCalls.call(place.path(), place.known(), token, "leaveChat");
        told(place, strangers, leave, call(leave));
    }

    private void press(Place place) {
        KnownIds knownIds = place.known();
        if (knownIds.buttons.isEmpty()) {
            return;
        }
        KnownIds.Button button = seededRandom.of(knownIds.buttons);
        Optional<String> peer =
                knownIds.username(button.chat()).or(() -> Optional.ofNullable(knownIds.botNames.get(button.bot())));
        String person = knownIds.accounts.getOrDefault(button.chat(), seededRandom.of(PEOPLE));
        if (peer.isPresent()) {
            HttpCall press = peopleCalls.press(place.path(), person, peer.get(), button);
            remember(press);
            FutureTask<KeptConnection.Answer> answer = started(press);
            String token = button.bot() + ":fuzz";
            int told = knownIds.queriesTold;
            // What comes next is the same every time once the press is there.
            for (int i = 0; i < ASKED_FOR_A_PRESS && knownIds.queriesTold == told && !isDone(answer); i++) {
                updates(place, token);
            }
            bot(place, token, "answerCallbackQuery");
            bot(place, token, "answerCallbackQuery");
            target.advance().accept(LONGER_THAN_A_PRESS_WAITS);
            updates(place, token);
            presses.add(answer);
            lookAtThoseAnswered();
        }
    }

    /** On a connection of its own, as it waits for its bot. */
    private FutureTask<KeptConnection.Answer> started(HttpCall press) {
        FutureTask<KeptConnection.Answer> task = new FutureTask<>(() -> {
            try (KeptConnection keptConnection = new KeptConnection(target.control())) {
                return keptConnection.send(press);
            }
        });
        Thread.ofVirtual().start(task);
        return task;
    }

    private void lookAtThoseAnswered() {
        presses.removeIf(press -> {
            boolean done = isDone(press);
            if (done) {
                look(press);
            }
            return done;
        });
    }

    private static boolean isDone(FutureTask<?> press) {
        try {
            press.get(LITTLE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void look(FutureTask<KeptConnection.Answer> press) {
        try {
            look(Door.PEOPLE, press.get());
        } catch (ExecutionException e) {
            throw found("a pressed button has no answer: " + e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param method empty for any */
    private void bot(Place place, String token, String method) {
        HttpCall call = method.isEmpty()
                ? botCalls.next(place.path(), place.known(), token)
                : botCalls.call(place.path(), place.known(), token, method);
        String answer = call(call);
        told(place, id(token), call, answer);
        if (call.name().equals("setWebhook")) {
            bot(place, token, "deleteWebhook");
        }
    }

    private static long id(String token) {
        return Long.parseLong(token.substring(0, token.indexOf(':')));
    }

    private void updates(Place place, String token) {
        long bot = id(token);
        HttpCall call = HttpCall.json(
                Door.BOTS,
                "getUpdates",
                "POST",
                place.path() + "/bot" + token + "/getUpdates",
                Tl.object()
                        .with("offset", place.known().lastUpdates.getOrDefault(bot, 0L) + 1)
                        .with("allowed_updates", BotCalls.ALL_UPDATES)
                        .build());
        told(place, bot, call, call(call));
    }

    /** What a bot is told is looked at, and of use for later calls. */
    private void told(Place place, long bot, HttpCall call, String answer) {
        Tl.Obj envelope = (Tl.Obj) read(answer);
        Optional<Tl> result = envelope.get("result");
        if (result.isEmpty()) {
            require(
                    envelope.text("description").isPresent()
                            && envelope.integer("error_code").isPresent(),
                    "an error without its fields");
            return;
        }
        List<String> problems = BotApiTypes.problemsOfResult(call.name(), result.get());
        require(problems.isEmpty(), "not as the Bot API declares it: " + problems);
        place.known().learn(result.get(), bot);
        if (call.name().equals("getUpdates")) {
            for (Tl update : ((Tl.Items) result.get()).items()) {
                callCounts.update();
                long id = ((Tl.Obj) update).integer("update_id").orElseThrow();
                place.known().lastUpdates.merge(bot, id, Math::max);
            }
        }
    }

    private String call(HttpCall call) {
        remember(call);
        try {
            KeptConnection.Answer answer = (call.door() == Door.BOTS ? bots : control).send(call);
            callCounts.count(call, answer.status());
            return look(call.door(), answer);
        } catch (IOException e) {
            throw found("no answer: " + e);
        }
    }

    private String look(Door door, KeptConnection.Answer answer) {
        int status = answer.status();
        require(status < 500 || (status == 501 && door == Door.BOTS), "status " + status + ": " + answer.body());
        return answer.body();
    }

    private static Tl read(String json) {
        return TlJson.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private void remember(HttpCall call) {
        latest.add(call.toString());
        if (latest.size() > SHOWN) {
            latest.remove();
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw found(otherwise);
        }
    }

    private AssertionError found(String what) {
        return new AssertionError("after %d calls: %s%nThe latest calls, the last of which it was:%n%s%n"
                .formatted(callCounts.calls(), what, String.join("\n", latest)));
    }

    @Override
    public void close() throws IOException {
        bots.close();
        control.close();
    }
}
