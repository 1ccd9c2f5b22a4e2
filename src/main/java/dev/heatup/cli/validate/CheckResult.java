package dev.heatup.cli.validate;

/**
 * What one check found.
 *
 * @param subject what was looked at, in one or two words
 * @param text what was found; printable and without secrets
 * @param remedy how to mend it; empty when there is nothing to mend
 */
public record CheckResult(Level level, String subject, String text, String remedy) {

    /** How bad it is. A start works with warnings, and doesn't with a failure. */
    public enum Level {
        OK,
        WARN,
        FAIL
    }

    static CheckResult ok(String subject, String text) {
        return new CheckResult(Level.OK, subject, text, "");
    }

    static CheckResult warn(String subject, String text, String remedy) {
        return new CheckResult(Level.WARN, subject, text, remedy);
    }

    static CheckResult fail(String subject, String text, String remedy) {
        return new CheckResult(Level.FAIL, subject, text, remedy);
    }
}
