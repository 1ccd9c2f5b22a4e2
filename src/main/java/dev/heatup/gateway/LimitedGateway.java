package dev.heatup.gateway;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Keeps calls to a {@link Gateway.Reach#GATEWAY} within {@link GatewayLimits}; the sandbox passes unlimited. A refused
 * call never leaves. Its answer is a {@link Reply.Failed}, not a {@link Reply.NotSent}: that one may be repeated, and
 * this would be refused for ever.
 *
 * <p>Before each message it asks the network who the peer is, within the same patience, and lets the message through to a
 * bot or a group alone. Nothing is remembered, since a name may have another owner the next time. Thread-safe as the
 * gateway behind it.
 */
public final class LimitedGateway implements Gateway {

    /** The name of the error that a refused call meets; its code is 403. */
    public static final String REFUSED = "HEATUP_LIMIT";

    private final Gateway gateway;
    private final LongSupplier nanoClock;

    /** @param nanoClock monotonic, in nanoseconds from any origin */
    public LimitedGateway(Gateway gateway, LongSupplier nanoClock) {
        this.gateway = gateway;
        this.nanoClock = nanoClock;
    }

    @Override
    public Reply call(Caller caller, Call call, Duration patience) {
        return switch (gateway.reach()) {
            case SANDBOX -> gateway.call(caller, call, patience);
            case GATEWAY -> limited(caller, call, patience);
        };
    }

    private Reply limited(Caller caller, Call call, Duration patience) {
        Optional<String> refusal = GatewayLimits.refusal(call);
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        return call instanceof Call.SendMessage message
                ? toBotOrGroup(caller, message, patience)
                : gateway.call(caller, call, patience);
    }

    private Reply toBotOrGroup(Caller caller, Call.SendMessage message, Duration patience) {
        long start = nanoClock.getAsLong();
        Reply resolved = gateway.call(caller, ResolvedPeer.question(message.chat()), patience);
        return switch (resolved) {
            case Reply.Done(Tl peer) -> {
                Duration left = patience.minusNanos(nanoClock.getAsLong() - start);
                if (!ResolvedPeer.isBotOrGroup(peer)) {
                    yield refused("through a gateway messages go to bots and groups alone");
                }
                yield left.isPositive()
                        ? gateway.call(caller, message, left)
                        : new Reply.NotSent("no time was left once it was known who the peer is");
            }
            case Reply.Failed failed -> unresolved(failed);
            case Reply.NotSent _, Reply.Shut _ -> resolved;
            // Nobody knows whether the question arrived; the message did not.
            case Reply.Unknown(String why) -> new Reply.NotSent(why);
        };
    }

    private static Reply unresolved(Reply.Failed failed) {
        return GatewayErrors.meaning(ResolvedPeer.METHOD, failed) instanceof ErrorMeaning.Transient
                ? new Reply.NotSent(failed.name())
                : failed.of(ResolvedPeer.METHOD);
    }

    private static Reply refused(String why) {
        return new Reply.Failed(403, REFUSED, why, null);
    }

    @Override
    public Reach reach() {
        return gateway.reach();
    }

    @Override
    public Optional<Duration> shut() {
        return gateway.shut();
    }
}
