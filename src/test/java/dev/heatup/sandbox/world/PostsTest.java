package dev.heatup.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.Worlds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PostsTest {

    private final World world = World.of(List.of(Worlds.POOL), Worlds.SEED);
    private final Chat news = world.find(new Username(Worlds.NEWS)).orElseThrow();
    private final Chat cooking = world.find(new Username(Worlds.COOKING)).orElseThrow();

    @Test
    void datesGrowAndAPostIsThereFromItsDateOn() {
        for (int id = 2; id < 2000; id++) {
            assertThat(Posts.date(news, id)).isAfter(Posts.date(news, id - 1));
            assertThat(Posts.count(news, Posts.date(news, id))).isEqualTo(id);
            assertThat(Posts.count(news, Posts.date(news, id).minusMillis(1))).isEqualTo(id - 1);
        }
    }

    @Test
    void nothingIsThereBeforeTheBeginning() {
        assertThat(Posts.count(news, Instant.EPOCH)).isZero();
        assertThat(Posts.count(news, World.BEGINNING.minusMillis(1))).isZero();
    }

    @Test
    void viewsGrowUpToTheAudience() {
        Instant posted = Posts.date(news, 10);
        long last = 0;
        for (int hour = 0; hour < 2000; hour++) {
            long views = Posts.views(news, 10, posted, posted.plus(Duration.ofHours(hour)));
            assertThat(views).isBetween(Math.max(1, last), (long) news.audience());
            last = views;
        }
        assertThat(last).isGreaterThan(news.audience() / 8);
    }

    @Test
    void textsAreInTheChannelsLanguageAndVary() {
        assertThat(Posts.text(cooking, 1)).containsPattern("\\p{IsCyrillic}");
        assertThat(Posts.text(news, 1)).doesNotContainPattern("\\p{IsCyrillic}");
        assertThat(IntStream.range(1, 50).mapToObj(id -> Posts.text(news, id)).distinct())
                .hasSizeGreaterThan(45);
    }

    @Test
    void anotherSeedGivesAnotherHistory() {
        Chat other = World.of(List.of(Worlds.POOL), 8)
                .find(new Username(Worlds.NEWS))
                .orElseThrow();

        assertThat(Posts.date(other, 100)).isNotEqualTo(Posts.date(news, 100));
        assertThat(other.id()).isNotEqualTo(news.id());
    }
}
