package dev.heatup.llm;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Lets a few questions through at a time; waiting for a turn is paid from the question's own patience. */
public final class BoundedLanguageModel implements LanguageModel {

    private final LanguageModel model;
    private final Semaphore slots;
    private final LongSupplier nanoTime;

    /** @param nanoTime monotonic nanoseconds, as {@link System#nanoTime} gives them */
    public BoundedLanguageModel(LanguageModel model, int atOnce, LongSupplier nanoTime) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("at least one question at a time must be possible");
        }
        this.model = model;
        // Fair: nobody's patience runs out because others keep overtaking.
        this.slots = new Semaphore(atOnce, true);
        this.nanoTime = nanoTime;
    }

    @Override
    public ModelAnswer ask(ModelQuestion modelQuestion, Duration patience) {
        long started = nanoTime.getAsLong();
        try {
            if (!slots.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return ModelAnswer.Unavailable.because("no free slot for the model in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ModelAnswer.Unavailable.because("interrupted while waiting for the model");
        }
        try {
            Duration left = patience.minusNanos(nanoTime.getAsLong() - started);
            return left.isPositive()
                    ? model.ask(modelQuestion, left)
                    : ModelAnswer.Unavailable.because("no time left after waiting for the model");
        } finally {
            slots.release();
        }
    }
}
