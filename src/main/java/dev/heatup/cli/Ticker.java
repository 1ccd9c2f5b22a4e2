package dev.heatup.cli;

import java.time.Duration;

/** The passing of time while a command waits. */
public interface Ticker {

    void pause(Duration duration) throws InterruptedException;

    /** Monotonic; only differences mean something. */
    long nanoTime();

    static Ticker system() {
        return new Ticker() {
            @Override
            public void pause(Duration duration) throws InterruptedException {
                Thread.sleep(duration);
            }

            @Override
            public long nanoTime() {
                return System.nanoTime();
            }
        };
    }
}
