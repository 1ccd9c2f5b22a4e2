package dev.heatup.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.channel.Bot;
import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.channel.Username;
import dev.heatup.channel.json.ResourcePools;
import dev.heatup.gateway.LimitedGateway;
import dev.heatup.gateway.ResolvedPeers;
import dev.heatup.gateway.SampleConfigs;
import dev.heatup.gateway.TestPhrases;
import dev.heatup.plan.PlanRules;
import dev.heatup.session.MemorySessions;
import dev.heatup.session.Session;
import dev.heatup.session.SessionId;
import dev.heatup.strategy.Strategy;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two hundred visits in virtual time through a gateway behind which people and bots have a lot to say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FixedVisitsTest {

    private static final int VISITS = 200;
    private static final int SESSIONS = 20;
    private static final Bot BOT = new Bot(new Username("hu_menu_bot"), "Menu", "write BUY to buy", List.of("buy"));

    private final Network network = new Network();
    private final List<Transition> transitions = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-02T08:00:00Z");

    /** What was sent, and for whom. */
    private record Sent(Caller caller, Call call) {}

    /** Everybody answers, with buttons, and asks to be answered. */
    private static final class Network implements Gateway {
        private final List<Sent> sent = new ArrayList<>();
        private long lastId = 10;

        @Override
        public Reply call(Caller caller, Call call, Duration patience) {
            sent.add(new Sent(caller, call));
            return switch (call) {
                case Call.JoinChat _ ->
                    new Reply.Done(Tl.object().with("status", "joined").build());
                case Call.SendMessage _ -> {
                    lastId += 2;
                    yield new Reply.Done(
                            Tl.constructor("message").with("id", lastId - 1).build());
                }
                case Call.Dialogs _ ->
                    new Reply.Done(Tl.object().with("dialogs", List.of()).build());
                case Call.InvokeRaw raw ->
                    switch (raw.method()) {
                        case "help.getConfig" -> new Reply.Done(SampleConfigs.test());
                        case "contacts.resolveUsername" ->
                            raw.params()
                                            .text("username")
                                            .orElseThrow()
                                            .equals(BOT.username().value())
                                    ? ResolvedPeers.bot()
                                    : ResolvedPeers.group();
                        case "messages.getHistory" -> new Reply.Done(history());
                        default -> new Reply.Done(Tl.of(true));
                    };
            };
        }

        private Tl history() {
            Tl.Obj button = TalkingNetwork.callback("BUY", "buy");
            return Tl.constructor("messages.messagesSlice")
                    .with(
                            "messages",
                            List.of(Tl.constructor("message")
                                    .with("id", lastId)
                                    .with("out", false)
                                    .with("message", "Write BUY, will you?")
                                    .with(
                                            "reply_markup",
                                            Tl.constructor("replyInlineMarkup")
                                                    .with("rows", List.of(TalkingNetwork.row(button)))
                                                    .build())
                                    .build()))
                    .build();
        }

        @Override
        public Reach reach() {
            return Reach.GATEWAY;
        }
    }

    @BeforeAll
    void visit() {
        Pool pool = ResourcePools.builtIn().find(Pools.DEFAULT).orElseThrow().with(List.of(BOT));
        FixedVisits visits = new FixedVisits(Pools.only(pool), PlanRules.DEFAULT);
        VirtualRuns runs = new VirtualRuns(
                visits,
                new LimitedGateway(network, () -> 0),
                new MemorySessions(Session::unknown),
                () -> now,
                new SplittableRandom(7),
                run -> visits.persona(run.order()).name());
        for (int i = 0; i < VISITS; i++) {
            // Each session comes again and again, and is known by then.
            runs.start(new SessionId("s" + i % SESSIONS), Pools.DEFAULT, Strategy.DEFAULT);
            while (runs.nextDue().isPresent()) {
                Instant due = runs.nextDue().orElseThrow();
                now = due.isAfter(now) ? due : now;
                transitions.add(runs.goOn());
            }
        }
    }

    @Test
    void everyVisitIsCompleted() {
        assertThat(transitions)
                .extracting(transition -> transition.run().status())
                .filteredOn(status -> !status.isLive())
                .hasSize(VISITS)
                .containsOnly(RunStatus.COMPLETED);
    }

    @Test
    void everyTextIsAPhraseWithItsMark() {
        List<String> phrases = new ArrayList<>(TestPhrases.shipped().in("en"));
        phrases.addAll(TestPhrases.shipped().in("ru"));

        assertThat(messages())
                .hasSizeGreaterThan(2 * VISITS)
                .allSatisfy(message -> assertThat(message.text()).endsWith(" [heatup test]"))
                .extracting(message -> message.text().replace(" [heatup test]", ""))
                .allMatch(phrases::contains);
    }

    @Test
    void botsAndGroupsAreWrittenTo() {
        Set<String> chats =
                messages().stream().map(Call.SendMessage::chat).collect(Collectors.toCollection(TreeSet::new));

        assertThat(chats).hasSize(6).contains("hu_menu_bot", "hu_kitchen_table", "hu_tribuna");
    }

    @Test
    void aGroupIsWrittenToInItsLanguage() {
        assertThat(messages())
                .filteredOn(message -> message.chat().equals("hu_tribuna"))
                .isNotEmpty()
                .allMatch(message -> message.text().matches(".*[а-яА-Я].*"));
    }

    @Test
    void onlyTheListedCallsAreMade() {
        Set<String> methods =
                network.sent.stream().map(sent -> sent.call().method()).collect(Collectors.toCollection(TreeSet::new));

        assertThat(methods)
                .containsExactly(
                        "channels.joinChannel",
                        "channels.leaveChannel",
                        "channels.readHistory",
                        "contacts.resolveUsername",
                        "help.getConfig",
                        "messages.getHistory",
                        "messages.sendMessage");
    }

    @Test
    void whoTheyAreIsFixedAndOneForEachSession() {
        Map<String, Set<String>> personas = new TreeMap<>();
        network.sent.stream()
                .map(Sent::caller)
                .filter(caller -> caller.persona() != null)
                .forEach(caller -> personas.computeIfAbsent(caller.sessionId(), _ -> new TreeSet<>())
                        .add(caller.persona()));

        assertThat(personas.values()).allMatch(names -> names.size() == 1);
        assertThat(personas.values().stream().flatMap(Collection::stream).distinct())
                .containsExactlyInAnyOrder("heatup-test-en", "heatup-test-ru");
    }

    private List<Call.SendMessage> messages() {
        return network.sent.stream()
                .flatMap(sent -> sent.call() instanceof Call.SendMessage message ? Stream.of(message) : Stream.empty())
                .toList();
    }
}
