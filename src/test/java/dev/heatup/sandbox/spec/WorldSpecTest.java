package dev.heatup.sandbox.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.heatup.channel.Channel;
import dev.heatup.channel.Username;
import dev.heatup.sandbox.corpus.Label;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a file can't say, and code can. */
class WorldSpecTest {

    private static final Username TALK = new Username("hu_talk");

    @Test
    void whatIsNotANumberIsOutsideOfEverything() {
        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(() ->
                        new ChannelSpec(TALK, "Talk", "talk", "en", Double.NaN, 0, null, new AllowedReactions.All()))
                .satisfies(e -> assertThat(e.mistakes())
                        .containsExactly(new SpecError("posts_per_day", "allowed is 0 to 1000, not NaN")));
        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(() -> new PopulationSpec(
                        1, Map.of("en", Double.NaN), PopulationSpec.DEFAULT_ACTIVITY, 0, Double.POSITIVE_INFINITY))
                .satisfies(e -> assertThat(e.mistakes())
                        .extracting(SpecError::path)
                        .containsExactly("languages.en", "languages", "visits_per_day"));
    }

    @Test
    void lengthsOfTimeAreWholeMilliseconds() {
        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(() -> new FaultSpec.Failure.Delay(Duration.ofNanos(1_500_000)))
                .withMessage("delay: allowed is 1ms to 10m");
    }

    @Test
    void whatAWorldIsMadeOfCanNoLongerChangeIt() {
        List<String> pools = new ArrayList<>(List.of("default"));
        Map<String, Double> languages = new HashMap<>(Map.of("en", 1.0));
        Map<Label, Double> shares = new EnumMap<>(Map.of(Label.SPAM, 0.5));
        PopulationSpec people = new PopulationSpec(1, languages, PopulationSpec.DEFAULT_ACTIVITY, 0, 1);
        ModerationSpec messages =
                new ModerationSpec(TALK, 1, shares, 0, 0, ModerationSpec.Authors.USUAL, null, List.of());
        WorldSpec world =
                new WorldSpec("world", 1, null, pools, people, List.of(), List.of(), List.of(), List.of(), List.of());
        pools.add("another");
        languages.clear();
        shares.clear();

        assertThat(world.pools()).containsExactly("default");
        assertThat(world.population().languages()).containsOnlyKeys("en");
        assertThat(messages.shares()).containsOnlyKeys(Label.SPAM);
    }

    @Test
    void plansKnowAChannelByItsUsernameTitleTopicAndLanguage() {
        assertThat(new ChannelSpec(TALK, "Talk", "talk", "ru", 1, 0, null, new AllowedReactions.None()).channel())
                .isEqualTo(new Channel(TALK, "Talk", "talk", "ru"));
    }
}
