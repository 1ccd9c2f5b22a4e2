package dev.heatup.run;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that a node does beside its runs for as long as it lives, round after round, on a thread of its own. After a
 * round that fails comes the next one all the same: the database may be away for a while. Thread-safe.
 */
public final class BackgroundTask implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("heatup.run");

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(10);

    private final String name;
    private final Round round;
    private final Sleep sleep;
    private final Thread thread;
    private volatile boolean closing;

    /** Sleeps where it likes; whoever works for long looks at {@link #isClosing} in between. */
    @FunctionalInterface
    public interface Round {
        void go(BackgroundTask backgroundTask) throws InterruptedException;
    }

    /** Lets real time pass; ends early when its thread is interrupted. */
    @FunctionalInterface
    public interface Sleep {
        void sleep(Duration real) throws InterruptedException;
    }

    private BackgroundTask(String name, Round round, Sleep sleep) {
        this.name = name;
        this.round = round;
        this.sleep = sleep;
        this.thread = Thread.ofVirtual().name("heatup-" + name).unstarted(this::goOn);
    }

    /** @param name what it is, for the log */
    public static BackgroundTask begin(String name, Round round, Sleep sleep) {
        BackgroundTask backgroundTask = new BackgroundTask(name, round, sleep);
        backgroundTask.thread.start();
        return backgroundTask;
    }

    public void sleep(Duration real) throws InterruptedException {
        sleep.sleep(real);
    }

    public boolean isClosing() {
        return closing;
    }

    private void goOn() {
        try {
            while (!closing) {
                goOnce();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void goOnce() throws InterruptedException {
        try {
            round.go(this);
        } catch (RuntimeException e) {
            // The loop's boundary. Whoever waits for something while this ends is interrupted, which is no trouble.
            if (!closing) {
                LOG.warn(
                        "Trouble with {}, trying again: {}",
                        name,
                        new StepProblem("", String.valueOf(e.getMessage())).message());
                sleep(AFTER_TROUBLE);
            }
        }
    }

    /** Returns when the round that goes on has come to its end. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
