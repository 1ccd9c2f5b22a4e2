package dev.heatup.dialogue;

import dev.heatup.llm.Tokens;
import java.time.Duration;

/** Finds the words. Thread-safe; callers wait on the calling thread. */
public interface MessageWriter {

    /** Answers within {@code patience}; trouble is an answer too. What it answers is untrusted. */
    Answer next(WritingRequest request, Duration patience);

    sealed interface Answer {

        Tokens tokens();

        record Written(Move move, Tokens tokens) implements Answer {}

        /** @param why for people, bounded and on one line */
        record Nothing(String why, Tokens tokens) implements Answer {}
    }
}
