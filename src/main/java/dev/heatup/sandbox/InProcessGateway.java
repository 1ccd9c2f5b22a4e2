package dev.heatup.sandbox;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The sandbox of this process as the network under test. Thread-safe. */
public final class InProcessGateway implements Gateway {

    private final Sandbox sandbox;

    public InProcessGateway(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public Reply call(Caller caller, Call call, Duration patience) {
        CompletableFuture<Reply> reply = sandbox.call(caller, call);
        try {
            return reply.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new Reply.Unknown("the sandbox did not answer within " + patience.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Unknown("interrupted while the sandbox was at work");
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case SandboxStoppedException stopped
                when !stopped.isPerhapsDone() -> new Reply.NotSent(String.valueOf(stopped.getMessage()));
                case CallFailedException failed ->
                    new Reply.Failed(500, "INTERNAL_SERVER_ERROR", String.valueOf(failed.getMessage()), null);
                case null, default -> new Reply.Unknown(String.valueOf(e.getCause()));
            };
        }
    }

    @Override
    public Reach reach() {
        return Reach.SANDBOX;
    }
}
