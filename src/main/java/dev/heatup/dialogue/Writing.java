package dev.heatup.dialogue;

import dev.heatup.llm.Tokens;
import java.time.Duration;
import java.util.Optional;

/** Gets a usable move for every request: from the writer that is asked, else from the fallback. Thread-safe. */
public final class Writing {

    /** For one request, waiting for a batch included; then the fallback writes. */
    public static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Writer writer;
    private final Writer fallback;

    /** @param fallback must answer every request with a usable move; the offline writer does */
    public Writing(Writer writer, Writer fallback) {
        this.writer = writer;
        this.fallback = fallback;
    }

    /** @param tokens what it cost, a failed attempt included */
    public record Result(Move move, Tokens tokens) {}

    public Result next(WritingRequest request, Duration patience) {
        Duration allowed = patience.compareTo(PATIENCE) < 0 ? patience : PATIENCE;
        Writer.Answer asked = writer.next(request, allowed);
        return usable(request, asked)
                .or(() -> usable(request, fallback.next(request, allowed)))
                .map(move -> new Result(move, asked.tokens()))
                .orElseThrow(() -> new IllegalStateException("the fallback writer found nothing usable"));
    }

    private static Optional<Move> usable(WritingRequest request, Writer.Answer answer) {
        if (!(answer instanceof Writer.Answer.Written written)) {
            return Optional.empty();
        }
        Move move = written.move();
        Occasion occasion = request.occasion();
        return switch (move) {
            case Move.Say(String text) -> Prose.of(text, request.place().kind()).map(Move.Say::new);
            case Move.Choose(int option) ->
                option >= 0 && option < occasion.options().size() ? Optional.of(move) : Optional.empty();
            case Move.End() -> occasion.mayEnd() ? Optional.of(move) : Optional.empty();
        };
    }
}
