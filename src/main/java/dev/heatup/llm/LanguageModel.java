package dev.heatup.llm;

import java.time.Duration;

/** A language model. Thread-safe; callers wait on the calling thread. */
public interface LanguageModel {

    /**
     * Answers within {@code patience}, everything included; trouble is an answer too.
     *
     * @param patience not positive means that there is no time at all
     */
    ModelAnswer ask(ModelQuestion modelQuestion, Duration patience);
}
