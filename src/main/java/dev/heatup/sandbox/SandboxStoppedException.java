package dev.heatup.sandbox;

/** The sandbox doesn't answer; its health says why. */
public final class SandboxStoppedException extends RuntimeException {

    private final boolean perhapsDone;

    private SandboxStoppedException(String reason, boolean perhapsDone) {
        super("the sandbox does not answer: " + reason);
        this.perhapsDone = perhapsDone;
    }

    static SandboxStoppedException notTaken(String reason) {
        return new SandboxStoppedException(reason, false);
    }

    static SandboxStoppedException perhapsDone(String reason) {
        return new SandboxStoppedException(reason, true);
    }

    /** Whether what was asked may be in the log all the same. */
    public boolean isPerhapsDone() {
        return perhapsDone;
    }
}
