package dev.heatup.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatup.channel.Username;
import dev.heatup.channel.json.ResourcePools;
import dev.heatup.dialogue.Move;
import dev.heatup.dialogue.MoveProvider;
import dev.heatup.dialogue.WritingOccasion;
import dev.heatup.dialogue.offline.OfflineWriter;
import dev.heatup.pace.Pacing;
import dev.heatup.persona.Personas;
import dev.heatup.plan.PlanRules;
import dev.heatup.planner.PlanProvider;
import dev.heatup.planner.PlanSource;
import dev.heatup.planner.Usage;
import dev.heatup.planner.offline.OfflinePlanner;
import dev.heatup.run.jdbc.JdbcSessions;
import dev.heatup.session.SessionId;
import dev.heatup.store.Database;
import dev.heatup.strategy.Strategy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrategyVisitsTest {

    @TempDir
    Path folder;

    private Database database;
    private StrategyVisits visits;

    @BeforeEach
    void open() {
        database = Database.sqlite(folder);
        OfflinePlanner planner = new OfflinePlanner();
        Strategy strategy = new Strategy(
                "default",
                new PlanProvider(planner, planner, System::nanoTime),
                new MoveProvider(new OfflineWriter(), new OfflineWriter()),
                Pacing.DEFAULT);
        visits = new StrategyVisits(
                Map.of("default", strategy),
                ResourcePools.builtIn(),
                new JdbcSessions(database),
                PlanRules.DEFAULT,
                Personas::of);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theSameOrderGivesTheSameVisit() {
        PlannedVisit plannedVisit = visits.plan(order("default", "default", null));

        assertThat(plannedVisit.source()).isEqualTo(PlanSource.OFFLINE);
        assertThat(plannedVisit.usage()).isEqualTo(Usage.NONE);
        assertThat(plannedVisit.fallbackReason()).isNull();
        assertThat(plannedVisit.plan().size()).isBetween(3, 7);
        assertThat(visits.plan(order("default", "default", null))).isEqualTo(plannedVisit);
    }

    @Test
    void anOrderMayAskForFewerActions() {
        assertThat(visits.plan(order("default", "default", 1)).plan().size()).isEqualTo(1);
    }

    @Test
    void theStrategyPaces() {
        assertThat(visits.pacing(order("default", "default", null))).isSameAs(Pacing.DEFAULT);
        assertThat(visits.strategies()).containsExactly("default");
    }

    @Test
    void aSessionIsTheSamePersonInEveryRun() {
        assertThat(visits.persona(order("default", "default", null)))
                .isEqualTo(visits.persona(order("default", "default", 3)));
    }

    @Test
    void aPoolOrStrategyThatIsGoneIsNamed() {
        assertThatThrownBy(() -> visits.plan(order("gone", "default", null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the pool gone");
        assertThatThrownBy(() -> visits.plan(order("default", "lost", null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the strategy lost");
        assertThatThrownBy(() -> visits.pacing(order("default", "lost", null)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void wordsAreInTheLanguageOfTheChat() {
        RunRequest runRequest = order("default", "default", null);
        WritingOccasion writingOccasion =
                new WritingOccasion(List.of(), "Поделиться опытом", null, List.of(), false, 7);

        assertThat(text(visits.write(runRequest, new Username("hu_chto_chitaem"), writingOccasion, Duration.ZERO)))
                .matches(".*[А-Яа-я].*");
        assertThat(text(visits.write(runRequest, new Username("hu_kitchen_table"), writingOccasion, Duration.ZERO)))
                .doesNotMatch(".*[А-Яа-я].*");
    }

    @Test
    void aBotThatIsGoneIsStillSpokenTo() {
        WritingOccasion writingOccasion = new WritingOccasion(List.of(), "order a soup", null, List.of(), false, 7);

        assertThat(text(visits.write(
                        order("default", "default", null),
                        new Username("hu_gone_bot"),
                        writingOccasion,
                        Duration.ZERO)))
                .isNotBlank();
    }

    private static String text(MoveProvider.Result result) {
        return ((Move.Say) result.move()).text();
    }

    private static RunRequest order(String pool, String strategy, @Nullable Integer maxActions) {
        return new RunRequest(new SessionId("anna"), Target.SANDBOX, pool, strategy, 42, maxActions, null);
    }
}
