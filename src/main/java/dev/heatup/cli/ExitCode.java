package dev.heatup.cli;

/** What the process ends with. */
public final class ExitCode {

    public static final int OK = 0;

    /** Done, but not everything went well. */
    public static final int TROUBLE = 1;

    /** Wrong arguments or settings. */
    public static final int USAGE = 2;

    /** No service answers. */
    public static final int UNREACHABLE = 3;

    /** Ended by Ctrl-C or SIGTERM before it was done. */
    public static final int INTERRUPTED = 130;

    /** Nothing ends: a service was started, and lives in its own threads. */
    public static final int SERVING = -1;

    private ExitCode() {}
}
