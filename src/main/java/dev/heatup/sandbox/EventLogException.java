package dev.heatup.sandbox;

/** The log can't be opened, read or written; the message says what to check. */
public final class EventLogException extends RuntimeException {

    public EventLogException(String message) {
        super(message);
    }

    public EventLogException(String message, Throwable cause) {
        super(message, cause);
    }
}
