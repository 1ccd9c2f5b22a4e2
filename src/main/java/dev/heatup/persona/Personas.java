package dev.heatup.persona;

import dev.heatup.channel.Channel;
import dev.heatup.channel.Pool;
import dev.heatup.text.PhraseSection;
import dev.heatup.text.Translations;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * Invents the person behind a session from its name alone, so that every node and every run meets the same one. Only the
 * interests look at the pool; a topic that joins or leaves a pool does not reorder the others. Pure.
 *
 * <p>Draws are hashes rather than a generator's stream: they must not change with the JDK, nor when a trait is added.
 */
public final class Personas {

    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    /** More interests than these would make everybody like everything. */
    private static final int MAX_INTERESTS = 4;

    private static final List<String> LANGUAGES = List.of("en", "ru");

    private static final Translations FILES =
            Translations.beside(Personas.class, "names", PhraseSection.phrases("names"));

    private Personas() {}

    /** Reads this package's phrase files now rather than at the first draw; fails when one is broken. */
    public static void readPhrases() {}

    public static Persona of(String sessionName, Pool pool) {
        long seed = seedOf(sessionName);
        return of(seed, pick(LANGUAGES, seed, "language"), pool);
    }

    /** Somebody of whom more is known than the session's name. */
    public static Persona of(long seed, String language, Pool pool) {
        return new Persona(
                seed,
                pick(FILES.in(language).lines("names"), seed, "name"),
                language,
                interests(seed, pool),
                pick(List.of(Persona.Temper.values()), seed, "temper"),
                index(24, seed, "hours"));
    }

    /** A 64-bit hash of a text that is the same on every machine and in every version: FNV-1a, then mixed. */
    public static long seedOf(String text) {
        long hash = FNV_OFFSET;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        }
        return mix(hash);
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014): every bit of the input changes half of the output. */
    private static long mix(long z) {
        long first = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long second = (first ^ (first >>> 27)) * 0x94D049BB133111EBL;
        return second ^ (second >>> 31);
    }

    private static List<String> interests(long seed, Pool pool) {
        return pool.chats().stream()
                .map(Channel::topic)
                .distinct()
                .sorted(Comparator.comparingLong((String topic) -> draw(seed, "topic " + topic))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MAX_INTERESTS)
                .toList();
    }

    private static <T> T pick(List<T> from, long seed, String trait) {
        return from.get(index(from.size(), seed, trait));
    }

    private static int index(int bound, long seed, String trait) {
        return Math.floorMod(draw(seed, trait), bound);
    }

    private static long draw(long seed, String trait) {
        return mix(seed ^ seedOf(trait));
    }
}
