package dev.heatup.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.TestWorlds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChannelPostsTest {

    private final World world = World.of(List.of(TestWorlds.POOL), TestWorlds.SEED);
    private final Chat news = world.find(new Username(TestWorlds.NEWS)).orElseThrow();
    private final Chat cooking = world.find(new Username(TestWorlds.COOKING)).orElseThrow();

    @Test
    void datesGrowAndAPostIsThereFromItsDateOn() {
        for (int id = 2; id < 2000; id++) {
            assertThat(ChannelPosts.date(news, id)).isAfter(ChannelPosts.date(news, id - 1));
            assertThat(ChannelPosts.count(news, ChannelPosts.date(news, id))).isEqualTo(id);
            assertThat(ChannelPosts.count(news, ChannelPosts.date(news, id).minusMillis(1)))
                    .isEqualTo(id - 1);
        }
    }

    @Test
    void nothingIsThereBeforeTheBeginning() {
        assertThat(ChannelPosts.count(news, Instant.EPOCH)).isZero();
        assertThat(ChannelPosts.count(news, World.BEGINNING.minusMillis(1))).isZero();
    }

    @Test
    void viewsGrowUpToTheAudience() {
        Instant posted = ChannelPosts.date(news, 10);
        long last = 0;
        for (int hour = 0; hour < 2000; hour++) {
            long views = ChannelPosts.views(news, 10, posted, posted.plus(Duration.ofHours(hour)));
            assertThat(views).isBetween(Math.max(1, last), (long) news.audience());
            last = views;
        }
        assertThat(last).isGreaterThan(news.audience() / 8);
    }

    @Test
    void textsAreInTheChannelsLanguageAndVary() {
        assertThat(ChannelPosts.text(cooking, 1)).containsPattern("\\p{IsCyrillic}");
        assertThat(ChannelPosts.text(news, 1)).doesNotContainPattern("\\p{IsCyrillic}");
        assertThat(IntStream.range(1, 50)
                        .mapToObj(id -> ChannelPosts.text(news, id))
                        .distinct())
                .hasSizeGreaterThan(45);
    }

    @Test
    void anotherSeedGivesAnotherHistory() {
        Chat other = World.of(List.of(TestWorlds.POOL), 8)
                .find(new Username(TestWorlds.NEWS))
                .orElseThrow();

        assertThat(ChannelPosts.date(other, 100)).isNotEqualTo(ChannelPosts.date(news, 100));
        assertThat(other.id()).isNotEqualTo(news.id());
    }
}
