package dev.heatup.sandbox;

import dev.heatup.chance.SeededDraw;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what goes wrong in one call with that call: logged once with its cause, under an ID that its caller receives. Only
 * a log that fails and a change that is left half done get through. Not thread-safe; confined to the owner's thread.
 */
final class CallIsolation {

    private static final Logger LOG = LoggerFactory.getLogger(CallIsolation.class);

    private final InstantSource real;
    private final long seed;
    private long failures;

    /** @param seed the world's */
    CallIsolation(InstantSource real, long seed) {
        this.real = real;
        this.seed = SeededDraw.of(seed, "failures");
    }

    /** @throws CallFailedException when the call fails */
    <T> T run(Supplier<T> call) {
        try {
            return call.get();
        } catch (EventLogException | BrokenWorldException | CallFailedException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw failed(e);
        }
    }

    /** The same for a call whose answer may come later. */
    <T> CompletableFuture<T> start(Supplier<CompletableFuture<T>> call) {
        try {
            return run(call);
        } catch (CallFailedException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Runs what somebody else left to be run; its failure concerns nobody here. */
    static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("A listener of the sandbox failed; the world goes on", e);
        }
    }

    private CallFailedException failed(Throwable cause) {
        String id = HexFormat.of()
                .toHexDigits(SeededDraw.of(SeededDraw.of(seed, real.instant().toEpochMilli()), failures++));
        LOG.error("A call failed in the sandbox, correlation id {}; the world goes on", id, cause);
        return new CallFailedException(id, cause);
    }
}
