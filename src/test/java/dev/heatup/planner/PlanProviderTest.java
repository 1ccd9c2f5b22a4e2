package dev.heatup.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.channel.json.ResourcePools;
import dev.heatup.persona.Personas;
import dev.heatup.plan.PlanRules;
import dev.heatup.plan.ProposedAction;
import dev.heatup.plan.ProposedPlan;
import dev.heatup.plan.Violation;
import dev.heatup.planner.PlanProvider.PlannedVisit;
import dev.heatup.planner.Planner.Proposal;
import dev.heatup.planner.offline.OfflinePlanner;
import dev.heatup.session.Session;
import dev.heatup.session.SessionId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanProviderTest {

    private static final Pool POOL = ResourcePools.builtIn().find(Pools.DEFAULT).orElseThrow();
    private static final PlanRequest REQUEST = new PlanRequest(
            Session.unknown(new SessionId("abc123xyz")), Personas.of("abc123xyz", POOL), POOL, PlanRules.DEFAULT, 7);
    private static final ProposedPlan GOOD = new ProposedPlan(List.of(
            ProposedAction.named("join_channel").channel("hu_city_news").because("Follow the city news"),
            ProposedAction.named("read_messages")
                    .channel("hu_city_news")
                    .seconds(12)
                    .because("Read them"),
            ProposedAction.named("idle").seconds(5).because("A pause")));
    private static final ProposedPlan BAD = new ProposedPlan(List.of(
            ProposedAction.named("read_messages")
                    .channel("hu_city_news")
                    .seconds(1)
                    .because("Read them"),
            ProposedAction.named("idle").seconds(1).because("A pause"),
            ProposedAction.named("dance").because("A dance"),
            ProposedAction.named("idle").seconds(1).because("A pause")));

    private long nanos = 1;

    @Test
    void aGoodProposalIsThePlan() {
        Scripted planner = new Scripted(Duration.ZERO, proposed(GOOD, 100));

        PlannedVisit visit = planning(planner).plan(REQUEST);

        assertThat(visit.plan().size()).isEqualTo(3);
        assertThat(visit.source()).isEqualTo(PlanSource.CLAUDE);
        assertThat(visit.usage()).isEqualTo(new Usage(100, 1, 2));
        assertThat(visit.fallbackReason()).isNull();
        assertThat(planner.patience).containsExactly(PlanProvider.PATIENCE);
    }

    @Test
    void aBadProposalIsRepairedOnceWithWhatWasWrongInTheTimeThatIsLeft() {
        Scripted planner = new Scripted(Duration.ofSeconds(8), proposed(BAD, 100), proposed(GOOD, 50));

        PlannedVisit visit = planning(planner).plan(REQUEST);

        assertThat(visit.source()).isEqualTo(PlanSource.CLAUDE);
        assertThat(visit.usage()).isEqualTo(new Usage(150, 2, 4));
        assertThat(planner.rejected).containsExactly(BAD);
        assertThat(planner.violations)
                .extracting(Violation::rule)
                .containsExactly("not_joined", "duration_range", "duration_range", "action_type", "duration_range");
        assertThat(planner.patience).containsExactly(Duration.ofSeconds(15), Duration.ofSeconds(7));
    }

    @Test
    void aPlanThatIsBadTwiceFallsBackAndSaysWhy() {
        PlannedVisit visit = planning(new Scripted(Duration.ZERO, proposed(BAD, 100), proposed(BAD, 50)))
                .plan(REQUEST);

        assertThat(visit.source()).isEqualTo(PlanSource.FALLBACK);
        assertThat(visit.usage()).isEqualTo(new Usage(150, 2, 4));
        assertThat(visit.fallbackReason())
                .isEqualTo("invalid after repair: actions[0].channel_username not_joined,"
                        + " actions[0].duration_seconds duration_range, actions[1].duration_seconds duration_range");
        assertThat(visit.plan().size()).isBetween(3, 7);
    }

    @Test
    void noProposalFallsBackWithoutARepair() {
        Scripted planner = new Scripted(
                Duration.ZERO, new Proposal.Nothing("the model declined", new Usage(9, 0, 0)), proposed(GOOD, 50));

        PlannedVisit visit = planning(planner).plan(REQUEST);

        assertThat(visit.source()).isEqualTo(PlanSource.FALLBACK);
        assertThat(visit.fallbackReason()).isEqualTo("the model declined");
        assertThat(visit.usage()).isEqualTo(new Usage(9, 0, 0));
        assertThat(planner.answers).hasSize(1);
    }

    @Test
    void noRepairFallsBackAndItsUsageCounts() {
        PlannedVisit visit = planning(new Scripted(
                        Duration.ZERO, proposed(BAD, 100), new Proposal.Nothing("timed out", new Usage(5, 0, 0))))
                .plan(REQUEST);

        assertThat(visit.fallbackReason()).isEqualTo("timed out");
        assertThat(visit.usage()).isEqualTo(new Usage(105, 1, 2));
    }

    @Test
    void aBadProposalThatTookAllTheTimeIsNotRepaired() {
        Scripted planner = new Scripted(Duration.ofSeconds(15), proposed(BAD, 100), proposed(GOOD, 50));

        PlannedVisit visit = planning(planner).plan(REQUEST);

        assertThat(visit.source()).isEqualTo(PlanSource.FALLBACK);
        assertThat(planner.answers).hasSize(1);
        assertThat(visit.usage()).isEqualTo(new Usage(100, 1, 2));
    }

    @Test
    void aFallbackThatBreaksTheRulesIsABugAndNamesTheSession() {
        Planner nothing = new Scripted(Duration.ZERO, new Proposal.Nothing("empty", Usage.NONE));
        Planner bad = new Scripted(Duration.ZERO, proposed(BAD, 0));

        assertThatIllegalStateException()
                .isThrownBy(() -> new PlanProvider(noAnswer(), bad, () -> nanos).plan(REQUEST))
                .withMessageContaining("broke the rules for session abc123xyz: actions[0]");
        assertThatIllegalStateException()
                .isThrownBy(() -> new PlanProvider(noAnswer(), nothing, () -> nanos).plan(REQUEST))
                .withMessage("the fallback planner gave no plan for session abc123xyz: empty");
    }

    @Test
    void theOfflinePlannerAloneNeedsNoFallback() {
        PlannedVisit visit = planning(new OfflinePlanner()).plan(REQUEST);

        assertThat(visit.source()).isEqualTo(PlanSource.OFFLINE);
        assertThat(visit.fallbackReason()).isNull();
        assertThat(visit.usage()).isEqualTo(Usage.NONE);
    }

    @Test
    void reportsWriteSourcesInLowerCase() {
        assertThat(PlanSource.values())
                .extracting(PlanSource::wireName)
                .containsExactly("claude", "offline", "fallback", "given");
    }

    private static Planner noAnswer() {
        return new Scripted(Duration.ZERO, new Proposal.Nothing("none", Usage.NONE));
    }

    private PlanProvider planning(Planner planner) {
        if (planner instanceof Scripted scripted) {
            scripted.onAnswer = () -> nanos += scripted.takes.toNanos();
        }
        return new PlanProvider(planner, new OfflinePlanner(), () -> nanos);
    }

    private static Proposal proposed(ProposedPlan plan, long inputTokens) {
        return new Proposal.Proposed(plan, inputTokens == 0 ? Usage.NONE : new Usage(inputTokens, 1, 2));
    }

    /** Gives its answers in order, each after the same time, and keeps what it was asked. */
    private static final class Scripted implements Planner {

        private final Duration takes;
        private final Deque<Proposal> answers;
        private final List<Duration> patience = new ArrayList<>();
        private final List<ProposedPlan> rejected = new ArrayList<>();
        private final List<Violation> violations = new ArrayList<>();
        private Runnable onAnswer = () -> {};

        Scripted(Duration takes, Proposal... answers) {
            this.takes = takes;
            this.answers = new ArrayDeque<>(List.of(answers));
        }

        @Override
        public Proposal propose(PlanRequest request, Duration patience) {
            this.patience.add(patience);
            onAnswer.run();
            return answers.removeFirst();
        }

        @Override
        public Proposal repair(
                PlanRequest request, ProposedPlan rejected, List<Violation> violations, Duration patience) {
            this.rejected.add(rejected);
            this.violations.addAll(violations);
            return propose(request, patience);
        }

        @Override
        public PlanSource source() {
            return PlanSource.CLAUDE;
        }
    }
}
