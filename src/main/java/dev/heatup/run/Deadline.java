package dev.heatup.run;

import dev.heatup.gateway.ErrorMeaning;
import dev.heatup.gateway.GatewayErrors;
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

    AttemptResult call(Call call, Function<Tl, AttemptResult> then) {
        return call(call, then, Function.identity());
    }

    /** @param otherwise what to make of anything but a success */
    <T> T call(Call call, Function<Tl, T> then, Function<AttemptResult, T> otherwise) {
        Duration left = left();
        if (!left.isPositive()) {
            return otherwise.apply(new AttemptResult.Unknown("no time left for " + call.method()));
        }
        return switch (gateway.call(caller, call, left)) {
            case Reply.Done(Tl result) -> then.apply(result);
            case Reply.NotSent(String why) -> otherwise.apply(new AttemptResult.NotSent(why));
            case Reply.Shut(Duration wait) -> otherwise.apply(new AttemptResult.Shut(wait));
            case Reply.Unknown(String why) -> otherwise.apply(new AttemptResult.Unknown(why));
            case Reply.Failed failed -> failed(call, failed, then, otherwise);
        };
    }

    private static <T> T failed(
            Call call, Reply.Failed failed, Function<Tl, T> then, Function<AttemptResult, T> otherwise) {
        StepProblem why = new StepProblem(failed.name(), failed.description());
        return switch (GatewayErrors.meaning(call.method(), failed)) {
            case ErrorMeaning.Success() -> then.apply(Tl.object().build());
            case ErrorMeaning.Wait(Duration wait) ->
                otherwise.apply(new AttemptResult.FloodWait(failed.method(call.method()), wait));
            case ErrorMeaning.Restriction() -> otherwise.apply(new AttemptResult.Restricted(why));
            case ErrorMeaning.Transient() -> otherwise.apply(new AttemptResult.Unknown(failed.name()));
            case ErrorMeaning.Permanent() -> otherwise.apply(new AttemptResult.Failed(why));
        };
    }
}
