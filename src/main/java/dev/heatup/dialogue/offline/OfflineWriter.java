package dev.heatup.dialogue.offline;

import dev.heatup.dialogue.MessageWriter;
import dev.heatup.dialogue.Move;
import dev.heatup.dialogue.WritingRequest;
import dev.heatup.llm.Tokens;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Writes from phrases, a seed and the chat's last messages, at once and with no model. The same request gives the same
 * words, and every answer is usable, so it also serves as the fallback. Stateless and thread-safe.
 */
public final class OfflineWriter implements MessageWriter {

    /** Reads this package's phrase files now rather than at the first draw; fails when one is broken. */
    public static void readPhrases() {
        PhraseBook.read();
    }

    @Override
    public Answer next(WritingRequest request, Duration patience) {
        long seed = new SplittableRandom(request.occasion().seed()).nextLong();
        Phrases phrases = new Phrases(
                request, new SplittableRandom(seed ^ request.persona().seed()));
        Move move = switch (request.place().kind()) {
            case GROUP -> new Move.Say(new GroupTalk(phrases).text());
            case BOT -> new BotTalk(phrases).move();
        };
        return new Answer.Written(move, Tokens.NONE);
    }
}
