package dev.heatup.sandbox.spec;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.corpus.Label;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Labelled messages for a group's moderation bot.
 *
 * @param messagesPerHour labelled messages in all, clean ones included; raids come on top
 * @param shares of the messages, by label; {@link Label#CLEAN} is the rest and is not named
 * @param editedIntoSpam the share of spam that is first sent clean and then edited
 * @param forwarded the share of spam, and of what newcomers write without harm, that comes as a forward
 * @param authors who writes what
 * @param corpus the name of a file beside the world file with the texts, or all of such a file, which has line breaks as
 *     no name has; null for the built-in templates
 */
public record ModerationSpec(
        Username chat,
        double messagesPerHour,
        Map<Label, Double> shares,
        double editedIntoSpam,
        double forwarded,
        Authors authors,
        @Nullable String corpus,
        List<Raid> raids) {

    public static final int MAX_MESSAGES_PER_HOUR = 100_000;
    public static final int MAX_RAIDS = 100;

    /** Shares are written by hand, in tenths that binary fractions miss. */
    private static final double ROUNDING = 1e-9;

    /** A path without {@code ..}, hidden files or a drive. */
    private static final Pattern CORPUS = Pattern.compile(
            "(?:[\\p{L}\\p{N}_-][\\p{L}\\p{N}._ -]{0,99}/){0,5}" + "[\\p{L}\\p{N}_-][\\p{L}\\p{N}._ -]{0,99}");

    public ModerationSpec {
        shares = Collections.unmodifiableMap(shares.isEmpty() ? new EnumMap<>(Label.class) : new EnumMap<>(shares));
        raids = List.copyOf(raids);
        RuleCollector ruleCollector = new RuleCollector();
        ruleCollector.between(messagesPerHour, 0, MAX_MESSAGES_PER_HOUR, "messages_per_hour");
        checkShares(ruleCollector, shares);
        ruleCollector.between(editedIntoSpam, 0, 1, "edited_into_spam");
        ruleCollector.between(forwarded, 0, 1, "forwarded");
        ruleCollector.that(
                editedIntoSpam + forwarded <= 1 + ROUNDING,
                "forwarded",
                "edited_into_spam and forwarded share the spam, so together they are at most 1");
        ruleCollector.between(authors.newcomers(), 0, 1, "newcomers");
        ruleCollector.between(authors.takenOver(), 0, 1, "taken_over");
        ruleCollector.that(
                corpus == null || isInline(corpus) || CORPUS.matcher(corpus).matches(),
                "corpus",
                "allowed is the name of a file in the world file's folder or below it, or the file's lines themselves");
        ruleCollector.atMost(MAX_RAIDS, raids, "raids");
        ruleCollector.enforce();
    }

    /** Whether this is a corpus rather than its name. */
    public static boolean isInline(String corpus) {
        return corpus.indexOf('\n') >= 0;
    }

    private static void checkShares(RuleCollector ruleCollector, Map<Label, Double> shares) {
        shares.forEach((label, share) -> ruleCollector.between(share, 0, 1, "shares." + label.written()));
        ruleCollector.that(!shares.containsKey(Label.CLEAN), "shares.clean", "clean is the rest and is not named");
        double sum = shares.values().stream().mapToDouble(share -> share).sum();
        ruleCollector.that(sum <= 1 + ROUNDING, "shares", "the shares sum to at most 1, not " + sum);
    }

    /**
     * How far harm is no matter of being new.
     *
     * @param newcomers the share of clean messages and hard negatives from accounts that join shortly before
     * @param takenOver the share of accounts that do harm which are people of the group
     */
    public record Authors(double newcomers, double takenOver) {

        /** Invented. */
        public static final Authors USUAL = new Authors(0.2, 0.2);

        /** Whoever is new means harm, and nobody else does. */
        public static final Authors APART = new Authors(0, 0);
    }

    /**
     * Many accounts that spam at once.
     *
     * @param at world time since the world's beginning
     * @param accounts who take part, people of the population
     * @param messages in all, at least one each
     * @param lasting from the first message to the last
     */
    public record Raid(Duration at, int accounts, int messages, Duration lasting) {

        public static final int MAX_MESSAGES = 100_000;
        public static final Duration MAX_DURATION = Duration.ofDays(1);

        public Raid {
            RuleCollector ruleCollector = new RuleCollector();
            ruleCollector.between(at, Duration.ZERO, DurationFormat.MAX_DURATION, "at");
            ruleCollector.between(accounts, 1, PopulationSpec.MAX_SIZE, "accounts");
            ruleCollector.between(messages, 1, MAX_MESSAGES, "messages");
            ruleCollector.that(
                    messages >= accounts,
                    "messages",
                    "each account sends at least one, so at least " + accounts + " are needed");
            ruleCollector.between(lasting, Duration.ofSeconds(1), MAX_DURATION, "for");
            ruleCollector.enforce();
        }
    }
}
