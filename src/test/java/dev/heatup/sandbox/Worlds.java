package dev.heatup.sandbox;

import dev.heatup.channel.Channel;
import dev.heatup.channel.Pool;
import dev.heatup.channel.Username;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** The worlds of these tests. */
public final class Worlds {

    public static final long SEED = 7;
    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    /** A channel in English and one in Russian. */
    public static final String NEWS = "hu_city_news";

    public static final String COOKING = "hu_borsch";

    public static final Pool POOL = new Pool(
            "default",
            List.of(
                    new Channel(new Username(NEWS), "City news", "news", "en"),
                    new Channel(new Username(COOKING), "Борщ", "cooking", "ru")));

    private Worlds() {}

    /** Channels {@code hu_many_0}, {@code hu_many_1} and so on. */
    public static Pool many(int count) {
        return new Pool(
                "many",
                IntStream.range(0, count)
                        .mapToObj(i -> new Channel(new Username("hu_many_" + i), "Many " + i, "many", "en"))
                        .toList());
    }
}
