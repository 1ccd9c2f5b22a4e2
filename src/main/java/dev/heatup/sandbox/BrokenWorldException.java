package dev.heatup.sandbox;

import java.util.function.Supplier;

/** A change of the world was left half done, so the world can't go on; the message says what failed. */
final class BrokenWorldException extends RuntimeException {

    private BrokenWorldException(String what, Throwable cause) {
        super(
                what + " failed (" + cause.getClass().getSimpleName()
                        + "); nothing of it is stored, and the service's log has the cause; restart to go on",
                cause);
    }

    /** Carries out a change that must be complete. Log failures pass as they are. */
    static <T> T guard(Supplier<String> what, Supplier<T> change) {
        try {
            return change.get();
        } catch (EventLogException | BrokenWorldException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new BrokenWorldException(what.get(), e);
        }
    }
}
