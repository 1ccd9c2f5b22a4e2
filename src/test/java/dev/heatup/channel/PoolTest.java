package dev.heatup.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PoolTest {

    private static final Channel NEWS = new Channel(new Username("hu_news"), "News", "news", "en");

    @Test
    void usernamesAreReadAsPeopleWriteThem() {
        for (String text :
                List.of("hu_news", " @HU_News ", "t.me/hu_news", "https://t.me/Hu_News", "HTTP://T.ME/hu_news")) {
            assertThat(Username.parse(text)).as(text).contains(new Username("hu_news"));
        }
        for (String text :
                List.of("", "@", "abcd", "1news", "_news", "hu news", "hu-news", "x".repeat(33), "новости")) {
            assertThat(Username.parse(text)).as(text).isEmpty();
        }
        assertThat(new Username("hu_news").mention()).isEqualTo("@hu_news");
        assertThat(new Username("hu_news")).isGreaterThan(new Username("hu_books"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Username("HU_NEWS"));
    }

    @Test
    void aPoolHasANameAndEachChannelOnce() {
        Pool pool = new Pool("mine", List.of(NEWS));

        assertThat(pool.find(new Username("hu_news"))).contains(NEWS);
        assertThat(pool.find(new Username("hu_books"))).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new Pool("a b", List.of(NEWS)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pool("mine", List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pool("mine", List.of(NEWS, NEWS)))
                .withMessage("pool mine names hu_news twice");
    }

    @Test
    void anUnlistedChatIsKnownToWhoIsInAlone() {
        Channel club = new Channel(new Username("hu_club"), "Club", "news", "en", Channel.Kind.GROUP);
        Pool pool = new Pool("mine", List.of(NEWS, club), List.of(), Set.of(club.username())).with(List.of());

        assertThat(pool.knownTo(Set.of()).chats()).containsExactly(NEWS);
        assertThat(pool.knownTo(Set.of(club.username())).chats()).containsExactly(NEWS, club);
    }

    @Test
    void aTitleMayHaveComposedEmoji() {
        String family = "\uD83D\uDC69\u200D\uD83D\uDC67";
        assertThat(new Channel(new Username("hu_news"), family, "news", "en").title())
                .isEqualTo(family);
    }
}
