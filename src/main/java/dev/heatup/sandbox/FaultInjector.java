package dev.heatup.sandbox;

import dev.heatup.chance.SeededDraw;
import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.botapi.BotWebhooks.Outcome;
import dev.heatup.sandbox.spec.FaultSpec;
import dev.heatup.sandbox.spec.FaultSpec.Failure;
import dev.heatup.sandbox.user.TelegramMethod;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which calls go wrong on purpose, and how. Each fault has a stream of chance of its own, one draw for each call that it
 * is about; so the same faults, seed and calls give the same failures. Confined to one thread.
 */
public final class FaultInjector {

    /** What a person hears whose connection a fault ended. */
    public static final Reply.Unknown NO_ANSWER =
            new Reply.Unknown("the connection ended without an answer, as a fault on purpose wants it");

    private static final String CALLS = "calls";
    private static final int FLOOD_WAIT = 420;
    private static final int TOO_MANY_REQUESTS = 429;

    private final long seed;
    private final List<FaultSpec> specs;
    private final long[] calls;
    private boolean isNoted;

    /** @param seed the world's */
    FaultInjector(long seed, List<FaultSpec> specs) {
        this.seed = SeededDraw.of(seed, "faults");
        this.specs = List.copyOf(specs);
        this.calls = new long[specs.size()];
        this.isNoted = specs.isEmpty();
    }

    /** Those in force. */
    List<FaultSpec> specs() {
        return specs;
    }

    /** Goes on where the same faults had come to; what is of others is left aside. */
    void resume(Tl.Obj note) {
        List<Tl> noted = note.list(CALLS);
        for (int i = 0; i < calls.length && noted.size() == calls.length; i++) {
            calls[i] = noted.get(i) instanceof Tl.Int(long count) ? count : 0;
        }
        isNoted = true;
    }

    /** How far they have come; empty when that was said before. */
    Optional<Tl.Obj> note() {
        if (isNoted) {
            return Optional.empty();
        }
        isNoted = true;
        return Optional.of(Tl.object()
                .with(CALLS, Arrays.stream(calls).mapToObj(Tl::of).toList())
                .build());
    }

    /**
     * What happens to a call; the first fault that strikes decides. The guard's own question is left alone, because its
     * answer says what network this is.
     *
     * @param account a session, or a bot's username
     * @param age of the world
     */
    Optional<Failure> strike(String method, String account, Duration age) {
        Failure struck = null;
        for (int i = 0; i < specs.size(); i++) {
            if (isAbout(specs.get(i), method, account, age) && isHit(i) && struck == null) {
                struck = specs.get(i).failure();
            }
        }
        return Optional.ofNullable(struck);
    }

    private static boolean isAbout(FaultSpec fault, String method, String account, Duration age) {
        Duration until = fault.until();
        return !method.equals(TelegramMethod.CONFIG)
                && (fault.method().equals(method)
                        || (fault.method().equals(FaultSpec.ANY_METHOD) && !method.equals(FaultSpec.WEBHOOK)))
                && (fault.account() == null || fault.account().equals(account))
                && age.compareTo(fault.from()) >= 0
                && (until == null || age.compareTo(until) < 0);
    }

    private boolean isHit(int fault) {
        isNoted = false;
        return SeededDraw.unit(SeededDraw.of(SeededDraw.of(seed, fault), calls[fault]++))
                < specs.get(fault).share();
    }

    /** An error as a person gets it. */
    static Reply.Failed toPerson(Failure.Answer answer) {
        String name = answer.name();
        return new Reply.Failed(
                answer.code(), name == null ? "FAULT_ON_PURPOSE" : name, description(answer), answer.retryAfter());
    }

    /** An error as a bot gets it: waits always in the same words, codes that the Bot API doesn't have as those nearest. */
    static BotReply.Refused toBot(Failure.Answer answer) {
        int code = answer.code() == FLOOD_WAIT ? TOO_MANY_REQUESTS : Math.max(answer.code(), 400);
        Duration wait = answer.retryAfter();
        return wait == null ? BotReply.refused(code, description(answer)) : BotReply.tooManyRequests(wait);
    }

    /** An error as if a webhook had answered it. */
    static Outcome.Failed toWebhook(Failure.Answer answer) {
        return new Outcome.Failed(
                "Wrong response from the webhook: " + answer.code() + " " + description(answer), answer.retryAfter());
    }

    private static String description(Failure.Answer answer) {
        return answer.description().isEmpty() ? String.valueOf(answer.name()) : answer.description();
    }
}
