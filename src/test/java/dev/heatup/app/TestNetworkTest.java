package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.dialogue.MessageWriter;
import dev.heatup.dialogue.offline.OfflineWriter;
import dev.heatup.gateway.LimitedGateway;
import dev.heatup.gateway.TestPhrases;
import dev.heatup.llm.LanguageModel;
import dev.heatup.llm.anthropic.AnthropicModel;
import dev.heatup.planner.Planner;
import dev.heatup.run.FixedVisits;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.corpus.Corpus;
import dev.heatup.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node holds, with a key of the language model set, before either kind of network. */
class TestNetworkTest {

    @TempDir
    Path folder;

    @Test
    void beforeAGatewayNothingOfTheSandboxIsThere() {
        Set<Class<?>> there = holds(Map.of("TELEGRAM_API_BASE_URL", "http://127.0.0.1:9/gate"));

        assertThat(there)
                .contains(LimitedGateway.class, FixedVisits.class, TestPhrases.class)
                .noneMatch(LanguageModel.class::isAssignableFrom)
                .noneMatch(MessageWriter.class::isAssignableFrom)
                .noneMatch(Planner.class::isAssignableFrom)
                .noneMatch(Corpus.class::isAssignableFrom)
                .noneMatch(type -> type.getName().startsWith("dev.heatup.sandbox")
                        || type.getName().startsWith("dev.heatup.crowd")
                        || type.getName().startsWith("com.anthropic"));
    }

    /** Else nobody would know that such a thing is found. */
    @Test
    void beforeTheSandboxAllOfItIsFound() {
        assertThat(holds(Map.of())).contains(AnthropicModel.class, OfflineWriter.class, Sandbox.class);
    }

    private Set<Class<?>> holds(Map<String, String> network) {
        Map<String, String> environment = new TreeMap<>(network);
        environment.put("PORT", "0");
        environment.put("HEATUP_BOT_API_PORT", "0");
        environment.put("ANTHROPIC_API_KEY", "sk-ant-test-0123456789abcdef");
        environment.put("ANTHROPIC_BASE_URL", "http://127.0.0.1:9");
        try (Node node = Node.open(Settings.load(environment, folder))) {
            return ObjectGraph.of(node.warmups());
        }
    }
}
