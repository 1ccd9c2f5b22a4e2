package dev.heatup.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsOfAWorldTest {

    /** A state that was stored with other names must not be gone on from. */
    @Test
    void namesAndPostsInEveryLanguageAreAPartOfWhatEventsActUpon() {
        assertThat(World.of(List.of(), 1).basis())
                .contains("Alice", "Алексей", "alexey", "Good morning!", "Доброе утро!")
                .isEqualTo(World.of(List.of(), 1).basis());
    }

    @Test
    void anotherLanguageHasTheEnglishWords() {
        for (long draw = 0; draw < 100; draw++) {
            assertThat(FirstNames.of("de", draw)).isEqualTo(FirstNames.of("en", draw));
            assertThat(FirstNames.username("de", draw, 7)).isEqualTo(FirstNames.username("en", draw, 7));
        }
    }
}
