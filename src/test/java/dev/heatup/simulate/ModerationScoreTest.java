package dev.heatup.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.sandbox.score.ConfusionMatrix;
import dev.heatup.sandbox.score.Estimate;
import dev.heatup.sandbox.score.Score;
import dev.heatup.sandbox.score.ScoreBuilder;
import dev.heatup.telegram.Tl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What simple bots score in the moderated community that is shipped. */
class ModerationScoreTest {

    private static final Path WORLD = Path.of("examples/worlds/moderated-community.yaml");
    private static final Duration LIFE = Duration.ofHours(2);

    /** Foreign links, and names that are advertised. */
    private static final Pattern SUSPICIOUS =
            Pattern.compile("\\b(?!school|city|community)[a-z-]+\\.(test|example)|@hu_");

    private static final Tl.Obj NOTHING =
            Tl.object().with("can_send_messages", false).build();

    private static final RuleBot.Rule DOES_NOTHING = (bot, update) -> {};

    private static final RuleBot.Rule DELETES_ALL =
            (bot, update) -> message(update).ifPresent(message -> delete(bot, message));

    private static final RuleBot.Rule IS_CAREFUL = (bot, update) -> message(update)
            .filter(message ->
                    SUSPICIOUS.matcher(message.text("text").orElse("")).find())
            .ifPresent(message -> delete(bot, message));

    private static final RuleBot.Rule MUTES_ALL_AT_THE_JOIN =
            (bot, update) -> newcomer(update).ifPresent(member -> mute(bot, update, member));

    private static final RuleBot.Rule BANS_ALL_NEWCOMERS =
            (bot, update) -> newcomer(update).ifPresent(member -> act(bot, "banChatMember", update, member));

    private static final RuleBot.Rule ASKS_A_CAPTCHA = (bot, update) -> {
        newcomer(update).ifPresent(member -> {
            mute(bot, update, member);
            bot.call(
                    "sendMessage",
                    Tl.object()
                            .with("chat_id", chat(update))
                            .with("text", "Are you a person?")
                            .with("reply_markup", button(member)));
        });
        object(update, "callback_query")
                .filter(query -> query.text("data").equals(Optional.of(Long.toString(id(query, "from")))))
                .flatMap(query -> object(query, "message")
                        .map(message -> Tl.object()
                                .with("chat_id", id(message, "chat"))
                                .with("user_id", id(query, "from"))
                                .with(
                                        "permissions",
                                        Tl.object()
                                                .with("can_send_messages", true)
                                                .build())))
                .ifPresent(unmuted -> bot.call("restrictChatMember", unmuted));
    };

    private static Tl.Obj button(long member) {
        Tl.Obj button = Tl.object()
                .with("text", "Yes")
                .with("callback_data", Long.toString(member))
                .build();
        return Tl.object()
                .with("inline_keyboard", List.of(Tl.of(List.of(button))))
                .build();
    }

    private static void mute(RuleBot bot, Tl.Obj update, long member) {
        bot.call(
                "restrictChatMember",
                Tl.object()
                        .with("chat_id", chat(update))
                        .with("user_id", member)
                        .with("permissions", NOTHING));
    }

    private static void act(RuleBot bot, String method, Tl.Obj update, long member) {
        bot.call(method, Tl.object().with("chat_id", chat(update)).with("user_id", member));
    }

    private static void delete(RuleBot bot, Tl.Obj message) {
        bot.call(
                "deleteMessage",
                Tl.object()
                        .with("chat_id", id(message, "chat"))
                        .with("message_id", message.integer("message_id").orElseThrow()));
    }

    private static Optional<Tl.Obj> message(Tl.Obj update) {
        return object(update, "message").or(() -> object(update, "edited_message"));
    }

    /** Who has just joined. */
    private static Optional<Long> newcomer(Tl.Obj update) {
        return object(update, "chat_member")
                .filter(change -> status(change, "old_chat_member").equals("left"))
                .flatMap(change -> object(change, "new_chat_member"))
                .filter(member -> member.text("status").equals(Optional.of("member")))
                .map(member -> id(member, "user"));
    }

    private static String status(Tl.Obj change, String field) {
        return object(change, field).flatMap(member -> member.text("status")).orElseThrow();
    }

    private static long chat(Tl.Obj update) {
        return object(update, "chat_member").map(change -> id(change, "chat")).orElseThrow();
    }

    private static long id(Tl.Obj of, String field) {
        return object(of, field).flatMap(value -> value.integer("id")).orElseThrow();
    }

    private static Optional<Tl.Obj> object(Tl.Obj of, String field) {
        return of.get(field).map(Tl.Obj.class::cast);
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void whoDeletesAllOrDoesNothingScoresNothing(long seed) throws InterruptedException {
        ConfusionMatrix deleted = score(DELETES_ALL, seed).matrix();
        ConfusionMatrix idle = score(DOES_NOTHING, seed).matrix();

        assertThat(deleted.recall()).map(Estimate::value).contains(1.0);
        assertThat(deleted.mcc()).map(Estimate::value).contains(0.0);
        assertThat(idle.recall()).map(Estimate::value).contains(0.0);
        assertThat(idle.mcc()).map(Estimate::value).contains(0.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void whoSilencesEverybodyScoresFarLessThanACarefulBot(long seed) throws InterruptedException {
        Score careful = score(IS_CAREFUL, seed);

        assertThat(careful.people().harmlessStopped()).isZero();
        for (RuleBot.Rule rule : List.of(MUTES_ALL_AT_THE_JOIN, BANS_ALL_NEWCOMERS, ASKS_A_CAPTCHA)) {
            Score silencing = score(rule, seed);
            assertThat(silencing.mcc().orElseThrow().high())
                    .isLessThan(careful.mcc().orElseThrow().low());
            assertThat(silencing.mcc().orElseThrow().value())
                    .isLessThan(0.7 * careful.mcc().orElseThrow().value());
            assertThat(silencing.people().harmlessStopped()).isPositive();
            assertThat(silencing.wronglyPrevented()).isGreaterThan(10);
            assertThat(silencing.writers().harmlessStopped())
                    .as("what was written alone looks harmless")
                    .isZero();
        }
    }

    private static Score score(RuleBot.Rule rule, long seed) throws InterruptedException {
        try (Simulation simulation = SimulatedWorlds.of(WORLD, seed);
                RuleBot bot = new RuleBot(simulation.sandbox().bots(), rule)) {
            assertThat(simulation.awaitBots(Duration.ofSeconds(30))).isEmpty();
            simulation.live(LIFE);
            assertThat(bot.isAlive()).isTrue();
            return ScoreBuilder.of(simulation.events());
        }
    }
}
