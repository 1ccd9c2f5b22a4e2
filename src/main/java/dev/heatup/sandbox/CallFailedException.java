package dev.heatup.sandbox;

/** A call failed for a reason of the sandbox's own. It changed nothing, and the world goes on. */
public final class CallFailedException extends RuntimeException {

    private final String correlationId;

    CallFailedException(String correlationId, Throwable cause) {
        super("the call failed; the service's log has the cause under correlation_id " + correlationId, cause);
        this.correlationId = correlationId;
    }

    /** Under which the service's log has the cause. */
    public String correlationId() {
        return correlationId;
    }
}
