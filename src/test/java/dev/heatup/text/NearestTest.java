package dev.heatup.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    private static final List<String> NAMES = List.of("title", "topic", "at", "posts_per_day");

    @Test
    void aTypingMistakeIsUnderstood() {
        assertThat(Nearest.to("titel", NAMES)).contains("title");
        assertThat(Nearest.to("TOPIK", NAMES)).contains("topic");
        assertThat(Nearest.to("post_per_days", NAMES)).contains("posts_per_day");
    }

    @Test
    void anotherWordIsNot() {
        assertThat(Nearest.to("colour", NAMES)).isEmpty();
        assertThat(Nearest.to("xy", NAMES)).isEmpty();
        assertThat(Nearest.to("title".repeat(100_000), NAMES)).isEmpty();
        assertThat(Nearest.to("title", List.of())).isEmpty();
    }
}
