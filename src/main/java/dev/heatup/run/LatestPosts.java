package dev.heatup.run;

import dev.heatup.channel.Username;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Which of the latest posts somebody turns to. Stateless. */
final class LatestPosts {

    /** How many of them are looked at. */
    static final int LOOKED_AT = 10;

    /** The newest is chosen in one case of two, the one before it in one of four, and so on. */
    private static final double NEWER = 0.5;

    private LatestPosts() {}

    /**
     * The same post for the same run and chat while no newer one comes, so that a reaction meets the post that was viewed.
     *
     * @param posts the newest first
     * @param seed the run's
     */
    static Optional<HistoryPage.Message> choose(List<HistoryPage.Message> posts, Username chat, long seed) {
        SplittableRandom random = random(seed, chat.value().hashCode());
        int most = Math.min(posts.size(), LOOKED_AT);
        for (int i = 0; i < most; i++) {
            if (i == most - 1 || random.nextDouble() < NEWER) {
                return Optional.of(posts.get(i));
            }
        }
        return Optional.empty();
    }

    /** Mixing through a generator's own first output keeps neighbouring seeds and salts unrelated. */
    static SplittableRandom random(long seed, long salt) {
        return new SplittableRandom(new SplittableRandom(seed).nextLong() + salt);
    }
}
