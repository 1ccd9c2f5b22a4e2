package dev.heatup.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds in every world, whatever happens in it: small worlds with people, labelled messages, faults and a bot, one
 * for each seed. A seed that fails is printed; {@code -Dheatup.simulation.seed=N} runs it alone.
 */
class InvariantsTest {

    private static final int SEEDS = 200;

    private static final Duration LIFE = Duration.ofMinutes(30);

    private static final String VILLAGE = """
            name: village
            seed: SEED
            population: {size: 12, visits_per_day: 96, languages: {en: 0.5, ru: 0.5}}
            channels:
              - username: hu_mill_news
                title: Mill news
                topic: news
                language: en
                posts_per_day: 96
                discussion: hu_mill_talk
                reactions: all
            groups:
              - {username: hu_mill_talk, title: Mill talk, topic: news, language: en, members: 0.5, approval: true}
            bots:
              - username: hu_miller_bot
                name: Miller
                about: Answers
                id: 1001
                chats:
                  - {chat: hu_mill_talk, rights: [delete_messages, restrict_members, invite_users]}
            moderation:
              - chat: hu_mill_talk
                messages_per_hour: 40
                shares: {spam: 0.2, toxic: 0.1, flood: 0.1, hard_negative: 0.1}
                edited_into_spam: 0.2
                forwarded: 0.2
            faults:
              - {method: sendMessage, share: 0.1, error: {code: 429, description: Too Many Requests, retry_after: 3s}}
              - {method: getUpdates, share: 0.05, drop: true}
              - {method: deleteMessage, share: 0.1, lose_answer: true}
              - {method: answerCallbackQuery, share: 0.1, delay: 1ms}
              - {method: messages.sendMessage, share: 0.1, lose_answer: true}
              - {method: channels.joinChannel, share: 0.2, error: {code: 420, name: FLOOD_WAIT_X, retry_after: 5s}}
            """;

    private static final ChatKey NEWS = new ChatKey.Public(new Username("hu_mill_news"));
    private static final ChatKey TALK = new ChatKey.Public(new Username("hu_mill_talk"));

    @Test
    void theyHoldForEverySeed() throws InterruptedException {
        Long only = Long.getLong("heatup.simulation.seed");
        for (long seed : only == null ? LongStream.rangeClosed(1, SEEDS).toArray() : new long[] {only}) {
            try {
                live(seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + ", again with -Dheatup.simulation.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aBotThatAnswersTheSameMeetsTheSame(long seed) throws InterruptedException {
        assertThat(live(seed)).isEqualTo(live(seed));
    }

    private static List<String> live(long seed) throws InterruptedException {
        try (Simulation simulation = SimulatedWorlds.of(VILLAGE, seed)) {
            LogAuditor logAuditor =
                    new LogAuditor(new Actor.Bot(ModeratorBot.id().value()), TALK);
            Map<Long, Long> views = new HashMap<>();
            try (ModeratorBot bot = new ModeratorBot(simulation.sandbox().bots(), seed)) {
                assertThat(simulation.awaitBots(Duration.ofSeconds(30))).isEmpty();
                for (int part = 0; part < 3; part++) {
                    simulation.live(LIFE.dividedBy(3));
                    somebodyDoesThingsTwice(simulation, part);
                    read(simulation, logAuditor);
                    viewsNeverFall(simulation, views);
                    unreadCountsMatch(simulation, logAuditor);
                    membersAreCounted(bot, logAuditor);
                    read(simulation, logAuditor);
                }
                bot.finish();
                assertThat(bot.seen())
                        .as("what the bot was told of")
                        .containsExactlyInAnyOrderElementsOf(logAuditor.forBot());
            }
            return SimulatedWorlds.log(simulation);
        }
    }

    private static void read(Simulation simulation, LogAuditor logAuditor) {
        simulation.events().skip(logAuditor.seen()).forEachOrdered(logAuditor::see);
    }

    /** Whom no plan keeps from it. */
    private static void somebodyDoesThingsTwice(Simulation simulation, int part) throws InterruptedException {
        for (String person : List.of("p00001", "p00002", "clumsy")) {
            for (int time = 0; time < 2; time++) {
                tell(simulation, person, new Call.JoinChat(NEWS.toString(), "join/" + part + "/" + time));
                tell(simulation, person, new Call.JoinChat(TALK.toString(), "ask/" + part + "/" + time));
                tell(simulation, person, new Call.SendMessage(TALK.toString(), "Twice?", "say/" + part, null));
            }
        }
    }

    private static void viewsNeverFall(Simulation simulation, Map<Long, Long> views) {
        Tl.Obj page = ask(
                simulation,
                "p00001",
                new Call.InvokeRaw(
                        "messages.getHistory",
                        Tl.object()
                                .with("peer", NEWS.toString())
                                .with("limit", 100)
                                .build(),
                        null));
        List<Tl> messages = page.list("messages");
        assertThat(messages).isNotEmpty();
        for (Tl each : messages) {
            Tl.Obj message = (Tl.Obj) each;
            long count = message.integer("views").orElseThrow();
            Long before = views.put(message.integer("id").orElseThrow(), count);
            assertThat(before == null || count >= before)
                    .as("views never fall: %s before %s", message, before)
                    .isTrue();
        }
    }

    private static void unreadCountsMatch(Simulation simulation, LogAuditor logAuditor) {
        for (String person : logAuditor.people()) {
            Map<String, Integer> counts = new TreeMap<>();
            for (Tl each : ask(simulation, person, new Call.Dialogs(100, 0)).list("dialogs")) {
                Tl.Obj dialog = (Tl.Obj) each;
                counts.put(
                        dialog.text("type").orElseThrow().equals("bot")
                                ? "bot"
                                : dialog.text("chat").orElseThrow(),
                        Math.toIntExact(dialog.integer("unread_count").orElseThrow()));
            }
            assertThat(counts).as("unread messages of %s", person).isEqualTo(logAuditor.unread(person));
        }
    }

    private static void membersAreCounted(ModeratorBot bot, LogAuditor logAuditor) {
        BotReply reply = bot.ask("getChatMemberCount", Tl.object().with("chat_id", "@" + TALK));
        assertThat(reply).isEqualTo(new BotReply.Ok(Tl.of(logAuditor.memberCount(TALK))));
    }

    /** Whatever the network says to it; the bot has its say. */
    private static void tell(Simulation simulation, String person, Call call) throws InterruptedException {
        simulation.sandbox().call(Caller.of(person), call).join();
        simulation.live(Duration.ZERO);
    }

    private static Tl.Obj ask(Simulation simulation, String person, Call call) {
        Reply reply = simulation.sandbox().call(Caller.of(person), call).join();
        assertThat(reply).isInstanceOf(Reply.Done.class);
        return (Tl.Obj) ((Reply.Done) reply).result();
    }
}
