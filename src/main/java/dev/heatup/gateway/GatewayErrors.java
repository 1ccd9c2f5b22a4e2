package dev.heatup.gateway;

import dev.heatup.gateway.ErrorMeaning.Permanent;
import dev.heatup.gateway.ErrorMeaning.Restriction;
import dev.heatup.gateway.ErrorMeaning.Success;
import dev.heatup.gateway.ErrorMeaning.Transient;
import dev.heatup.gateway.ErrorMeaning.Wait;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Reply;
import dev.heatup.text.OneLine;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one table of the network's errors (<a href="https://core.telegram.org/api/errors">Error handling</a>). The same
 * name has different codes in different methods, so a name is looked up under its method first. Thread-safe.
 */
public final class GatewayErrors {

    /**
     * Telegram counts waits in 32-bit seconds; a larger number is garbage and is held to this, 68 years. Nothing that
     * the network may really say is shortened.
     */
    public static final Duration MAX_WAIT = Duration.ofSeconds(Integer.MAX_VALUE);

    /** How long a wait lasts whose number is missing. Invented, and long rather than short. */
    public static final Duration UNSTATED_WAIT = Duration.ofMinutes(5);

    public static final int MAX_DESCRIPTION = 200;

    private static final Pattern NAME = Pattern.compile("[A-Z0-9_]{1,64}");

    /** {@code FLOOD_WAIT_33}, {@code INTERDC_2_CALL_ERROR}; not {@code 2FA_CONFIRM_WAIT_X}. */
    private static final Pattern NUMBER = Pattern.compile("(?<=_)([0-9]+)(?=_|$)");

    private static final int FLOOD = 420;

    /** How gateways that think in HTTP write {@link #FLOOD}. */
    private static final int TOO_MANY_REQUESTS = 429;

    private static final Map<String, Set<String>> SUCCESSES = Map.of(
            "channels.leaveChannel", Set.of("USER_NOT_PARTICIPANT"),
            "messages.sendReaction", Set.of("MESSAGE_NOT_MODIFIED"),
            "channels.joinChannel", Set.of("INVITE_REQUEST_SENT", "USER_ALREADY_PARTICIPANT"),
            "messages.importChatInvite", Set.of("INVITE_REQUEST_SENT", "USER_ALREADY_PARTICIPANT"));

    /** Under any method. {@code FROZEN_METHOD_INVALID} has the code of a flood wait and is none. */
    private static final Set<String> RESTRICTIONS = Set.of(
            "AUTH_KEY_UNREGISTERED",
            "USER_DEACTIVATED",
            "USER_DEACTIVATED_BAN",
            "SESSION_REVOKED",
            "SESSION_EXPIRED",
            "AUTH_KEY_DUPLICATED",
            "PEER_FLOOD",
            "FROZEN_METHOD_INVALID");

    /** Waits by name, whatever their code: a session that is too fresh is told so with 400 as well as with 420. */
    private static final Set<String> WAITS =
            Set.of("FLOOD_WAIT_X", "FLOOD_PREMIUM_WAIT_X", "SLOWMODE_WAIT_X", "SESSION_TOO_FRESH_X");

    /**
     * They have the code of trouble inside, but say that this very message was sent before, and that a bot did not answer
     * a press, which is the bot's trouble.
     */
    private static final Set<String> NOT_TRANSIENT = Set.of("RANDOM_ID_DUPLICATE", "BOT_RESPONSE_TIMEOUT");

    private GatewayErrors() {}

    /**
     * An error as it came over the wire, made fit for {@link Reply.Failed}: the number goes from the name into
     * {@code retryAfter} where it counts seconds, the larger of both wins, and the description is bounded and on one
     * line. Empty when the code or the name is not in Telegram's form.
     *
     * @param code Telegram's, 303 for instance; negative ones exist (-503)
     * @param name with or without its number
     */
    public static Optional<Reply.Failed> read(
            long code, String name, String description, @Nullable Duration retryAfter) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (code < -999 || code > 999 || !NAME.matcher(upper).matches()) {
            return Optional.empty();
        }
        Reply.Failed failed = new Reply.Failed(
                (int) code, upper, OneLine.of(description.strip(), MAX_DESCRIPTION), bounded(retryAfter));
        return Optional.of(normal(failed));
    }

    /**
     * What {@code failed} means as an answer to {@code method}.
     *
     * @param method Telegram's name, {@link Call#method()}
     */
    public static ErrorMeaning meaning(String method, Reply.Failed failed) {
        Reply.Failed normal = normal(failed);
        String name = normal.name();
        if (RESTRICTIONS.contains(name)) {
            return new Restriction();
        }
        if (SUCCESSES.getOrDefault(failed.method(method), Set.of()).contains(name)) {
            return new Success();
        }
        return waiting(normal).orElseGet(() -> isTransient(normal) ? new Transient() : new Permanent());
    }

    private static Optional<ErrorMeaning> waiting(Reply.Failed normal) {
        Duration stated = bounded(normal.retryAfter());
        boolean named = WAITS.contains(normal.name());
        if (stated == null) {
            return named ? Optional.of(new Wait(UNSTATED_WAIT)) : Optional.empty();
        }
        return named || isFlood(normal.code()) ? Optional.of(new Wait(stated)) : Optional.empty();
    }

    private static boolean isTransient(Reply.Failed normal) {
        int code = Math.abs(normal.code());
        return code >= 500 && code <= 599 && !NOT_TRANSIENT.contains(normal.name());
    }

    /** Takes the number out of the name; harmless on a name without one. */
    private static Reply.Failed normal(Reply.Failed failed) {
        String upper = failed.name().toUpperCase(Locale.ROOT);
        Matcher number = NUMBER.matcher(upper);
        if (!number.find()) {
            return new Reply.Failed(failed.code(), upper, failed.description(), failed.retryAfter());
        }
        String name = number.replaceFirst("X");
        boolean countsSeconds = WAITS.contains(name) || isFlood(failed.code());
        Duration wait = countsSeconds
                ? longer(failed.retryAfter(), seconds(number.toMatchResult().group()))
                : failed.retryAfter();
        return new Reply.Failed(failed.code(), name, failed.description(), wait);
    }

    private static boolean isFlood(int code) {
        return code == FLOOD || code == TOO_MANY_REQUESTS;
    }

    /** At least one: a network that says to wait is not asked again in the same moment. */
    private static Duration seconds(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > 10
                ? MAX_WAIT
                : Duration.ofSeconds(Math.clamp(Long.parseLong(significant), 1, MAX_WAIT.toSeconds()));
    }

    private static Duration longer(@Nullable Duration one, Duration other) {
        return one == null || one.compareTo(other) < 0 ? other : one;
    }

    /** Null for what is no wait at all. */
    private static @Nullable Duration bounded(@Nullable Duration wait) {
        if (wait == null || !wait.isPositive()) {
            return null;
        }
        return wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait;
    }
}
