package dev.heatup.dialogue;

import dev.heatup.llm.Tokens;
import java.time.Duration;
import java.util.Optional;

/** Gets a usable move for every request: from the writer that is asked, else from the fallback. Thread-safe. */
public final class MoveProvider {

    /** For one request, waiting for a batch included; then the fallback writes. */
    public static final Duration PATIENCE = Duration.ofSeconds(8);

    private final MessageWriter messageWriter;
    private final MessageWriter fallback;

    /** @param fallback must answer every request with a usable move; the offline writer does */
    public MoveProvider(MessageWriter messageWriter, MessageWriter fallback) {
        this.messageWriter = messageWriter;
        this.fallback = fallback;
    }

    /** @param tokens what it cost, a failed attempt included */
    public record Result(Move move, Tokens tokens) {}

    public Result next(WritingRequest request, Duration patience) {
        Duration allowed = patience.compareTo(PATIENCE) < 0 ? patience : PATIENCE;
        MessageWriter.Answer asked = messageWriter.next(request, allowed);
        return usable(request, asked)
                .or(() -> usable(request, fallback.next(request, allowed)))
                .map(move -> new Result(move, asked.tokens()))
                .orElseThrow(() -> new IllegalStateException("the fallback writer found nothing usable"));
    }

    private static Optional<Move> usable(WritingRequest request, MessageWriter.Answer answer) {
        if (!(answer instanceof MessageWriter.Answer.Written written)) {
            return Optional.empty();
        }
        Move move = written.move();
        WritingOccasion writingOccasion = request.occasion();
        return switch (move) {
            case Move.Say(String text) ->
                MessageTextRules.of(text, request.place().kind()).map(Move.Say::new);
            case Move.Choose(int option) ->
                option >= 0 && option < writingOccasion.options().size() ? Optional.of(move) : Optional.empty();
            case Move.End() -> writingOccasion.mayEnd() ? Optional.of(move) : Optional.empty();
        };
    }
}
