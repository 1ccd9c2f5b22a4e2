package dev.heatup.sandbox.spec;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong on purpose.
 *
 * @param method a method of the Bot API or of Telegram, {@value #ANY_METHOD} for all, or {@value #WEBHOOK}
 * @param account a session, or a bot's username; null for all
 * @param share of the calls that meet it
 * @param from world time since the world's beginning
 * @param until the first moment at which it is over; null for never
 */
public record FaultSpec(
        String method,
        @Nullable String account,
        double share,
        Failure failure,
        Duration from,
        @Nullable Duration until) {

    public static final String ANY_METHOD = "*";

    /** What deliveries to webhooks go by; they are no calls, so {@link #ANY_METHOD} is not about them. */
    public static final String WEBHOOK = "webhook";

    private static final Pattern METHOD = Pattern.compile("\\*|[A-Za-z]{1,64}(?:\\.[A-Za-z]{1,64})?");
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public FaultSpec {
        RuleCollector ruleCollector = new RuleCollector();
        ruleCollector.that(
                METHOD.matcher(method).matches(),
                "method",
                "allowed is a method like sendMessage or messages.sendMessage, or " + ANY_METHOD);
        ruleCollector.that(
                account == null || ACCOUNT.matcher(account).matches(),
                "account",
                "allowed is a session like p00001, or a bot's username");
        ruleCollector.that(share > 0 && share <= 1, "share", "allowed is above 0 and at most 1, not " + share);
        ruleCollector.between(from, Duration.ZERO, DurationFormat.MAX_DURATION, "from");
        if (until != null) {
            ruleCollector.between(until, Duration.ZERO, DurationFormat.MAX_DURATION, "until");
            ruleCollector.that(until.compareTo(from) > 0, "until", "must be after from");
        }
        ruleCollector.enforce();
    }

    /** What happens to a call. */
    public sealed interface Failure {

        /**
         * It has no effect, and this is the answer.
         *
         * @param name Telegram's, for calls of its own API; the Bot API shows the description alone
         * @param retryAfter for floods, in whole seconds
         */
        record Answer(
                int code,
                @Nullable String name,
                String description,
                @Nullable Duration retryAfter) implements Failure {

            public static final int MAX_DESCRIPTION = 200;
            public static final Duration MAX_WAIT = Duration.ofDays(1);

            private static final Pattern NAME = Pattern.compile("[A-Z0-9_]{1,64}");

            public Answer {
                RuleCollector ruleCollector = new RuleCollector();
                ruleCollector.between(code, 300, 599, "code");
                ruleCollector.that(
                        name == null || NAME.matcher(name).matches(),
                        "name",
                        "allowed are 1 to 64 of A-Z, 0-9 and _, like CHAT_WRITE_FORBIDDEN");
                ruleCollector.line(description, 0, MAX_DESCRIPTION, "description");
                ruleCollector.that(name != null || !description.isBlank(), "", "needs a name, a description, or both");
                if (retryAfter != null) {
                    ruleCollector.between(retryAfter, Duration.ofSeconds(1), MAX_WAIT, "retry_after");
                    ruleCollector.that(retryAfter.toMillisPart() == 0, "retry_after", "whole seconds are needed");
                    ruleCollector.that(code == 420 || code == 429, "retry_after", "belongs to the codes 420 and 429");
                }
                ruleCollector.enforce();
            }
        }

        /** It goes through, later. */
        record Delay(Duration by) implements Failure {

            public static final Duration MAX_DELAY = Duration.ofMinutes(10);

            public Delay {
                RuleCollector ruleCollector = new RuleCollector();
                ruleCollector.between(by, Duration.ofMillis(1), MAX_DELAY, "delay");
                ruleCollector.enforce();
            }
        }

        /** The connection ends before anything happens. */
        record Drop() implements Failure {}

        /** It has its effect, and the connection ends before the answer. */
        record LoseAnswer() implements Failure {}
    }
}
