package dev.heatup.sandbox;

import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.Optional;

/** Definite replies in the contract's envelope, {@code {result}} or {@code {error: {code, name, description}}}. */
public final class ContractReplies {

    private ContractReplies() {}

    public static Tl.Obj envelope(Reply.Done done) {
        return Tl.object().with("result", done.result()).build();
    }

    public static Tl.Obj envelope(Reply.Failed failed) {
        Tl.Builder error = Tl.object()
                .with("code", failed.code())
                .with("name", failed.name())
                .with("description", failed.description());
        Duration wait = failed.retryAfter();
        if (wait != null) {
            error.with("retry_after", wait.toSeconds());
        }
        return Tl.object().with("error", error.build()).build();
    }

    /** Reads what {@link #envelope} wrote; empty for anything else. */
    public static Optional<Reply> read(Tl envelope) {
        if (!(envelope instanceof Tl.Obj object)) {
            return Optional.empty();
        }
        return object.get("result")
                .<Reply>map(Reply.Done::new)
                .or(() -> object.get("error")
                        .flatMap(error -> error instanceof Tl.Obj fields ? failed(fields) : Optional.empty()));
    }

    private static Optional<Reply> failed(Tl.Obj error) {
        return error.integer("code")
                .flatMap(code -> error.text("name")
                        .map(name -> new Reply.Failed(
                                Math.toIntExact(code),
                                name,
                                error.text("description").orElse(""),
                                error.integer("retry_after")
                                        .map(Duration::ofSeconds)
                                        .orElse(null))));
    }
}
