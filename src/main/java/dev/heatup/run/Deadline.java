package dev.heatup.run;

import dev.heatup.gateway.GatewayErrors;
import dev.heatup.gateway.Meaning;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** One deadline over all calls of a step, made for one caller. */
final class Deadline {

    private final Gateway gateway;
    private final LongSupplier nanoTime;
    private final Caller caller;
    private final long endsAtNanos;

    Deadline(Gateway gateway, LongSupplier nanoTime, Caller caller, Duration patience) {
        this.gateway = gateway;
        this.nanoTime = nanoTime;
        this.caller = caller;
        this.endsAtNanos = nanoTime.getAsLong() + patience.toNanos();
    }

    /** Not positive when time is up. */
    Duration left() {
        return Duration.ofNanos(endsAtNanos - nanoTime.getAsLong());
    }

    Effect call(Call call, Function<Tl, Effect> then) {
        return call(call, then, Function.identity());
    }

    /** @param otherwise what to make of anything but a success */
    <T> T call(Call call, Function<Tl, T> then, Function<Effect, T> otherwise) {
        Duration left = left();
        if (!left.isPositive()) {
            return otherwise.apply(new Effect.Unknown("no time left for " + call.method()));
        }
        return switch (gateway.call(caller, call, left)) {
            case Reply.Done(Tl result) -> then.apply(result);
            case Reply.NotSent(String why) -> otherwise.apply(new Effect.NotSent(why));
            case Reply.Shut(Duration wait) -> otherwise.apply(new Effect.Shut(wait));
            case Reply.Unknown(String why) -> otherwise.apply(new Effect.Unknown(why));
            case Reply.Failed failed -> failed(call, failed, then, otherwise);
        };
    }

    private static <T> T failed(Call call, Reply.Failed failed, Function<Tl, T> then, Function<Effect, T> otherwise) {
        Problem why = new Problem(failed.name(), failed.description());
        return switch (GatewayErrors.meaning(call.method(), failed)) {
            case Meaning.Success() -> then.apply(Tl.object().build());
            case Meaning.Wait(Duration wait) ->
                otherwise.apply(new Effect.FloodWait(failed.method(call.method()), wait));
            case Meaning.Restriction() -> otherwise.apply(new Effect.Restricted(why));
            case Meaning.Transient() -> otherwise.apply(new Effect.Unknown(failed.name()));
            case Meaning.Permanent() -> otherwise.apply(new Effect.Failed(why));
        };
    }
}
