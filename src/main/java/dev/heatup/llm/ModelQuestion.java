package dev.heatup.llm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked.
 *
 * @param system the same text for many questions, so that a provider may cache it
 * @param turns the conversation so far; begins and ends with the user's
 * @param jsonSchema a JSON Schema that the answer's text must follow as far as the provider can make it; null for prose
 * @param maxTokens most tokens that the answer may have, thinking included
 */
public record ModelQuestion(
        String system, List<Turn> turns, @Nullable String jsonSchema, int maxTokens) {

    public ModelQuestion {
        turns = List.copyOf(turns);
        if (turns.isEmpty()
                || turns.getFirst().speaker() != Speaker.USER
                || turns.getLast().speaker() != Speaker.USER) {
            throw new IllegalArgumentException("a conversation begins and ends with the user's turn");
        }
        if (maxTokens < 1) {
            throw new IllegalArgumentException("an answer needs at least one token");
        }
    }

    public record Turn(Speaker speaker, String text) {
        public static Turn user(String text) {
            return new Turn(Speaker.USER, text);
        }

        public static Turn model(String text) {
            return new Turn(Speaker.MODEL, text);
        }
    }

    public enum Speaker {
        USER,
        MODEL
    }
}
