package dev.heatup.gateway;

import java.time.Duration;

/** Waits on behalf of code that only computes how long. */
@FunctionalInterface
public interface Sleeper {

    void sleep(Duration duration) throws InterruptedException;
}
