package dev.heatup.sandbox.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.corpus.Difficulty;
import dev.heatup.sandbox.corpus.Label;
import dev.heatup.sandbox.score.MessageSample.Sighting;
import dev.heatup.sandbox.spec.Permission;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Effect.AttemptRefused.Reason;
import dev.heatup.sandbox.world.Member;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScoreBuilderTest {

    private static final ChatKey.Public TALK = new ChatKey.Public(new Username("hu_talk"));
    private static final ChatKey.Public OTHER = new ChatKey.Public(new Username("hu_other"));
    private static final Actor GUARD = new Actor.Bot(1001);
    private static final Actor RIVAL = new Actor.Bot(1002);
    private static final Member KICKED = Member.kicked(null);
    private static final Member MUTED = Member.restricted(Set.of(), null);

    private final HandmadeLog log = new HandmadeLog(TALK);

    @Test
    void countsWhatBecameOfEachMessage() {
        log.says("x1", 1, "spam").deletes(GUARD, 1);
        log.says("x2", 2, "spam").sets(GUARD, "x2", KICKED);
        log.says("x3", 3, "toxic");
        log.says("p1", 4, "clean").deletes(GUARD, 4);
        log.says("p2", 5, "hard_negative");
        log.says("x4", 6, "spam").deletes(new Actor.Person("x4"), 6);

        Score score = log.score();

        assertThat(score.truePositives()).isEqualTo(2);
        assertThat(score.falsePositives()).isEqualTo(1);
        assertThat(score.falseNegatives()).isEqualTo(1);
        assertThat(score.trueNegatives()).isEqualTo(1);
        Score.Row spam = row(score, Label.SPAM);
        assertThat(spam.count(MessageOutcome.DELETED)).isEqualTo(1);
        assertThat(spam.count(MessageOutcome.AUTHOR_STOPPED)).isEqualTo(1);
        assertThat(spam.count(MessageOutcome.REMOVED_BY_OTHERS)).isEqualTo(1);
        assertThat(score.precision()).hasValueSatisfying(some -> {
            assertThat(some.value()).isEqualTo(2 / 3.0);
            assertThat(some.sample()).isEqualTo(3);
        });
        assertThat(score.recall()).map(Estimate::value).contains(2 / 3.0);
        assertThat(score.f1()).map(Estimate::value).contains(2 * 0.5 / 1.5);
    }

    private static Score.Row row(Score score, Label label) {
        return score.rows().stream()
                .filter(row -> row.label() == label)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void keepsTheMessagesBehindEachCellAndCountsTheRest() {
        for (int id = 1; id <= 30; id++) {
            log.says("x1", id, "spam");
        }

        MessageSample untouched =
                row(log.score(), Label.SPAM).cells().getOrDefault(MessageOutcome.UNTOUCHED, MessageSample.NONE);

        assertThat(untouched.count()).isEqualTo(30);
        assertThat(untouched.first()).hasSize(MessageSample.MAX_LISTED).startsWith(new Sighting(TALK, 1, 1));
    }

    @Test
    void anEditedMessageIsWhatItBecameFromThenOn() {
        log.says("x1", 1, "clean").after(Duration.ofMinutes(2)).edits("x1", 1, "spam");
        log.after(Duration.ofSeconds(4)).deletes(GUARD, 1);

        Score score = log.score();

        assertThat(score.rows()).hasSize(1);
        assertThat(score.truePositives()).isEqualTo(1);
        assertThat(score.toRemoval()).map(DelayPercentiles::longest).contains(Duration.ofSeconds(4));
        assertThat(row(score, Label.SPAM)
                        .cells()
                        .getOrDefault(MessageOutcome.DELETED, MessageSample.NONE)
                        .first())
                .containsExactly(new Sighting(TALK, 1, 2));
    }

    @Test
    void aMessageThatGoesBeforeItsEditWasClean() {
        log.says("x1", 1, "clean").deletes(GUARD, 1).edits("x1", 1, "spam");

        assertThat(log.score().falsePositives()).isEqualTo(1);
    }

    @Test
    void anEditWithoutALabelChangesNothing() {
        log.says("p1", 1, "clean").edits("p1", 1, null).deletes(GUARD, 1);

        assertThat(log.score().falsePositives()).isEqualTo(1);
    }

    @Test
    void timesToRemovalAreByNearestRank() {
        for (int id = 1; id <= 20; id++) {
            log.says("x1", id, "spam").after(Duration.ofSeconds(id)).deletes(GUARD, id);
        }
        log.says("p1", 21, "clean").after(Duration.ofHours(1)).deletes(GUARD, 21);

        assertThat(log.score().toRemoval())
                .contains(new DelayPercentiles(
                        20, Duration.ofSeconds(10), Duration.ofSeconds(19), Duration.ofSeconds(20)));
    }

    @Test
    void stoppingAnAuthorIsTheVerdictOnTheirLastMessageAlone() {
        log.says("x1", 1, "spam").says("x1", 2, "spam").sets(GUARD, "x1", Member.restricted(Set.of(), null));

        Score.Row spam = row(log.score(), Label.SPAM);

        assertThat(spam.count(MessageOutcome.AUTHOR_STOPPED)).isEqualTo(1);
        assertThat(spam.count(MessageOutcome.UNTOUCHED)).isEqualTo(1);
    }

    @Test
    void onlyWhoWroteNothingBadWasWronged() {
        log.says("p1", 1, "clean").says("p1", 2, "spam").sets(GUARD, "p1", KICKED);
        log.says("p2", 3, "hard_negative").sets(GUARD, "p2", KICKED);
        log.says("p3", 4, "clean");
        log.sets(GUARD, "silent", KICKED);

        Score.People people = log.score().people();

        assertThat(people.harmful()).isEqualTo(1);
        assertThat(people.harmfulStopped()).isEqualTo(1);
        assertThat(people.harmless()).isEqualTo(2);
        assertThat(people.harmlessStopped()).isEqualTo(1);
        assertThat(people.wronged()).containsExactly(new Score.Wronged("p2", TALK, 5));
        assertThat(people.wrongly()).map(Estimate::sample).contains(2L);
    }

    @Test
    void lettingSomebodyInAgainStopsNobody() {
        log.says("p1", 1, "clean").sets(new Actor.Operator(), "p1", KICKED).sets(GUARD, "p1", Member.NOBODY);
        log.says("p2", 2, "clean").sets(GUARD, "p2", Member.PLAIN);

        assertThat(log.score().people().harmlessStopped()).isZero();
    }

    @Test
    void puttingSomebodyOutStopsThem() {
        log.says("p1", 1, "clean").sets(GUARD, "p1", Member.NOBODY);

        assertThat(log.score().people().harmlessStopped()).isEqualTo(1);
    }

    @Test
    void aDeedCountsForTheBotThatDidIt() {
        log.says("x1", 1, "spam").deletes(RIVAL, 1);
        log.says("x2", 2, "spam").sets(RIVAL, "x2", KICKED);
        log.says("x3", 3, "spam").deletes(GUARD, 3);

        Score guard = log.score(new ScoreQuery(null, 1001L, false));

        assertThat(guard.truePositives()).isEqualTo(1);
        assertThat(guard.falseNegatives()).isEqualTo(1);
        assertThat(row(guard, Label.SPAM).count(MessageOutcome.REMOVED_BY_OTHERS))
                .isEqualTo(1);
        assertThat(guard.people().harmfulStopped()).isZero();
        assertThat(log.score(new ScoreQuery(null, 1002L, false)).truePositives())
                .isEqualTo(2);
        assertThat(log.score().truePositives()).isEqualTo(3);
    }

    @Test
    void onlyTheGroupThatIsAskedForCounts() {
        log.says("x1", 1, "spam").in(OTHER).says("x1", 1, "spam").deletes(GUARD, 1);

        assertThat(log.score(new ScoreQuery(TALK, null, false)).recall())
                .map(Estimate::value)
                .contains(0.0);
        assertThat(log.score(new ScoreQuery(OTHER, null, false)).recall())
                .map(Estimate::value)
                .contains(1.0);
    }

    @Test
    void messagesWithoutALabelCountWhenAskedFor() {
        log.says("p1", 1, null).deletes(GUARD, 1);
        log.says("p1", 2, null);

        assertThat(log.score().rows()).isEmpty();
        Score score = log.score(new ScoreQuery(null, null, true));
        assertThat(score.falsePositives()).isEqualTo(1);
        assertThat(score.trueNegatives()).isEqualTo(1);
        assertThat(score.rows().getFirst().labelName()).isEqualTo("unlabelled");
    }

    @Test
    void whatABotPreventedCountsAndWhatWasWrittenIsToldApart() {
        log.joins("x1").says("x1", 1, "spam").deletes(GUARD, 1).sets(GUARD, "x1", KICKED);
        log.fails("x1", "spam", Reason.BANNED).fails("x1", "spam", Reason.BANNED);
        log.joins("p1").sets(GUARD, "p1", MUTED).fails("p1", "clean", Reason.RESTRICTED);
        log.says("p2", 2, "clean");

        Score score = log.score();

        assertThat(score.matrix()).isEqualTo(new ConfusionMatrix(3, 1, 0, 1));
        assertThat(score.written()).isEqualTo(new ConfusionMatrix(1, 0, 0, 1));
        assertThat(score.prevented())
                .isEqualTo(Map.of("spam", Map.of(Reason.BANNED, 2L), "clean", Map.of(Reason.RESTRICTED, 1L)));
        assertThat(score.wronglyPrevented()).isEqualTo(1);
        assertThat(score.people()).isEqualTo(new Score.People(1, 1, 2, 1, List.of(new Score.Wronged("p1", TALK, 8))));
        assertThat(score.writers()).isEqualTo(new Score.People(1, 1, 1, 0, List.of()));
        assertThat(row(score, Label.CLEAN)
                        .cells()
                        .getOrDefault(MessageOutcome.PREVENTED, MessageSample.NONE)
                        .first())
                .containsExactly(new Sighting(TALK, null, 9));
    }

    @Test
    void whatPreventsIsTheActThatTookTheRight() {
        log.joins("kicked").sets(GUARD, "kicked", Member.NOBODY).fails("kicked", "clean", Reason.OUTSIDE);
        log.joins("banned").sets(GUARD, "banned", KICKED).sets(RIVAL, "banned", Member.NOBODY);
        log.fails("banned", "clean", Reason.OUTSIDE);
        log.asks("declined").answers(GUARD, "declined", false).fails("declined", "clean", Reason.OUTSIDE);
        log.permits(GUARD).joins("late").fails("late", "clean", Reason.CLOSED);
        log.sets(RIVAL, "late", Member.restricted(Set.of(Permission.SEND_MESSAGES), null))
                .fails("late", "clean", Reason.RESTRICTED);

        assertThat(log.score(new ScoreQuery(null, 1001L, false)).wronglyPrevented())
                .isEqualTo(5);
        assertThat(log.score(new ScoreQuery(null, 1002L, false)).wronglyPrevented())
                .isZero();
    }

    @Test
    void whatNoBotPreventedIsInNoRate() {
        log.joins("gone").leaves("gone").fails("gone", "clean", Reason.OUTSIDE);
        log.joins("slow").fails("slow", "clean", Reason.SLOW_MODE).fails("slow", "clean", Reason.STANDING);
        log.sets(new Actor.Operator(), "put out", KICKED).fails("put out", "clean", Reason.BANNED);
        log.joins("always closed").fails("always closed", "clean", Reason.CLOSED);
        log.permits(GUARD).permits(GUARD, Permission.SEND_MESSAGES).permits(new Actor.Operator());
        log.joins("closed").fails("closed", "clean", Reason.CLOSED);
        log.asks("forgotten").fails("forgotten", "clean", Reason.OUTSIDE);

        Score score = log.score();

        assertThat(score.rows()).isEmpty();
        assertThat(score.people().harmless()).isZero();
        assertThat(score.prevented().get("clean")).hasSize(5);
    }

    @Test
    void aBotThatLooksAfterRequestsKeepsOutWhomItDoesNotAnswer() {
        log.asks("early").fails("early", "clean", Reason.OUTSIDE);
        log.asks("other").answers(GUARD, "other", true);

        assertThat(log.score().wronglyPrevented()).isEqualTo(1);
    }

    @Test
    void aBotThatAsksSomebodyWhoWaitsLooksAfterRequests() {
        log.asks("p1").writesTo(new Actor.Bot(1001), "p1", 1).fails("p1", "clean", Reason.OUTSIDE);
        log.in(OTHER).asks("p2").fails("p2", "clean", Reason.OUTSIDE);

        assertThat(log.score().wronglyPrevented()).isEqualTo(1);
    }

    @Test
    void aMuteOutlastsThatSomebodyLeaves() {
        log.joins("p1").sets(GUARD, "p1", MUTED).leaves("p1").joins("p1").fails("p1", "clean", Reason.RESTRICTED);
        log.sets(GUARD, "p2", MUTED.gone()).joins("p2").fails("p2", "clean", Reason.RESTRICTED);

        assertThat(log.score().wronglyPrevented()).isEqualTo(2);
        assertThat(log.score().people().harmlessStopped()).isEqualTo(2);
    }

    @Test
    void whatSomebodyHarmfulMeantWellIsInNoRate() {
        log.joins("x1").sets(GUARD, "x1", MUTED);
        log.fails("x1", "clean", Reason.RESTRICTED).fails("x1", "spam", Reason.RESTRICTED);

        Score score = log.score();

        assertThat(score.matrix()).isEqualTo(new ConfusionMatrix(1, 0, 0, 0));
        assertThat(row(score, Label.CLEAN).count(MessageOutcome.PREVENTED_OF_HARMFUL))
                .isEqualTo(1);
        assertThat(score.people().harmfulStopped()).isEqualTo(1);
        assertThat(score.people().harmless()).isZero();
    }

    @Test
    void whoMayStillWriteIsNotStopped() {
        log.joins("p1").says("p1", 1, "clean");
        log.sets(GUARD, "p1", Member.restricted(Set.of(Permission.SEND_MESSAGES), null));

        assertThat(log.score().people().harmlessStopped()).isZero();
        assertThat(log.score().trueNegatives()).isEqualTo(1);
    }

    @Test
    void fromNothingFollowsNothing() {
        Score score = log.score();

        assertThat(score.precision()).isEmpty();
        assertThat(score.recall()).isEmpty();
        assertThat(score.f1()).isEmpty();
        assertThat(score.mcc()).isEmpty();
        assertThat(score.toRemoval()).isEmpty();
        assertThat(ScoreTable.of(score, 7)).contains("no labelled message");
    }

    @Test
    void rowsAreByLabelAndDifficulty() {
        log.says("p1", 1, "hard_negative", "hard")
                .says("p1", 2, "clean", "medium")
                .says("p1", 3, "clean", "easy");

        assertThat(log.score().rows())
                .extracting(row -> row.labelName() + " " + row.difficultyName())
                .containsExactly("clean easy", "clean medium", "hard_negative hard");
        assertThat(row(log.score(), Label.CLEAN).difficulty()).isEqualTo(Difficulty.EASY);
    }

    @Test
    void theTableSaysWhatItIsFrom() {
        log.says("x1", 1, "spam").after(Duration.ofSeconds(2)).deletes(GUARD, 1);
        log.says("p2", 2, "clean").sets(GUARD, "p2", KICKED).fails("p2", "clean", Reason.BANNED);

        assertThat(ScoreTable.of(log.score(), 7)).isEqualTo("""
            All bots in all groups, seed 7, 5 events

            LABEL  DIFFICULTY  SHOULD  MESSAGES  DELETED  AUTHOR STOPPED  PREVENTED  UNTOUCHED   P50   P95   MAX
            clean  easy        stay           2        0               1          1          0     -     -     -
            spam   easy        go             1        1               0          0          0  2.0s  2.0s  2.0s

                             WRITTEN OR PREVENTED                          WRITTEN ALONE
            Precision        0.333 (95 %: 0.061 to 0.792, n 3)             0.500 (95 %: 0.095 to 0.905, n 2)
            Recall           1.000 (95 %: 0.207 to 1.000, n 1)             1.000 (95 %: 0.207 to 1.000, n 1)
            F1               0.500 (95 %: 0.116 to 0.884, n 3)             0.667 (95 %: 0.173 to 0.950, n 2)
            MCC              0.000 (95 %: -0.763 to 0.663, n 3)            0.000 (95 %: -0.753 to 0.753, n 2)
            Wrongly stopped  1.000 (95 %: 0.207 to 1.000, n 1)             1.000 (95 %: 0.207 to 1.000, n 1)
            Who that was     p2
            Time to removal  median 2.0s, 95 % within 2.0s, longest 2.0s (n 1)
            Never written    clean: 1 banned
            """);
    }

    @Test
    void wilsonsIntervalIsTheOneInTheBooks() {
        assertThat(Estimate.of(8, 10)).hasValueSatisfying(some -> {
            assertThat(some.low()).isBetween(0.4901, 0.4903);
            assertThat(some.high()).isBetween(0.9433, 0.9434);
        });
        assertThat(Estimate.of(0, 10)).hasValueSatisfying(some -> {
            assertThat(some.low()).isZero();
            assertThat(some.high()).isBetween(0.2775, 0.2776);
        });
        assertThat(Estimate.of(0, 0)).isEqualTo(Optional.empty());
    }

    @Test
    void aCorrelationHasTheValueAndIntervalOfTheBooks() {
        assertThat(Estimate.correlation(30, 5, 10, 100)).hasValueSatisfying(some -> {
            assertThat(some.value()).isBetween(0.7336, 0.7337);
            assertThat(some.low()).isBetween(0.5695, 0.5696);
            assertThat(some.high()).isBetween(0.8259, 0.8261);
            assertThat(some.sample()).isEqualTo(145);
        });
        assertThat(Estimate.correlation(10, 0, 0, 10)).hasValueSatisfying(some -> {
            assertThat(some.value()).isEqualTo(1);
            assertThat(some.low()).isBetween(0.477, 0.478);
            assertThat(some.high()).isEqualTo(1);
        });
        assertThat(Estimate.correlation(0, 0, 0, 0)).isEmpty();
    }

    @Test
    void whoActsOnEverythingOrOnNothingHasNoCorrelation() {
        for (ConfusionMatrix confusionMatrix : List.of(
                new ConfusionMatrix(20, 80, 0, 0),
                new ConfusionMatrix(0, 0, 20, 80),
                new ConfusionMatrix(20, 0, 0, 0))) {
            assertThat(confusionMatrix.mcc()).hasValueSatisfying(some -> {
                assertThat(some.value()).isZero();
                assertThat(some.low()).isNegative();
                assertThat(some.high()).isPositive();
            });
        }
        assertThat(new ConfusionMatrix(0, 10, 10, 0).mcc()).map(Estimate::value).contains(-1.0);
    }
}
