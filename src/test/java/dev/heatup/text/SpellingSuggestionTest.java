package dev.heatup.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingSuggestionTest {

    private static final List<String> NAMES = List.of("title", "topic", "at", "posts_per_day");

    @Test
    void aTypingMistakeIsUnderstood() {
        assertThat(SpellingSuggestion.to("titel", NAMES)).contains("title");
        assertThat(SpellingSuggestion.to("TOPIK", NAMES)).contains("topic");
        assertThat(SpellingSuggestion.to("post_per_days", NAMES)).contains("posts_per_day");
    }

    @Test
    void anotherWordIsNot() {
        assertThat(SpellingSuggestion.to("colour", NAMES)).isEmpty();
        assertThat(SpellingSuggestion.to("xy", NAMES)).isEmpty();
        assertThat(SpellingSuggestion.to("title".repeat(100_000), NAMES)).isEmpty();
        assertThat(SpellingSuggestion.to("title", List.of())).isEmpty();
    }
}
