package dev.heatup.sandbox.botapi;

/** Ends the calls that it was given for. Idempotent, throws nothing; one last call may still be under way. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    @Override
    void close();
}
