package dev.heatup.cli.validate;

/**
 * What one check found.
 *
 * @param subject what was looked at, in one or two words
 * @param text what was found; printable and without secrets
 * @param remedy how to mend it; empty when there is nothing to mend
 */
public record Finding(Level level, String subject, String text, String remedy) {

    /** How bad it is. A start works with warnings, and doesn't with a failure. */
    public enum Level {
        OK,
        WARN,
        FAIL
    }

    static Finding ok(String subject, String text) {
        return new Finding(Level.OK, subject, text, "");
    }

    static Finding warn(String subject, String text, String remedy) {
        return new Finding(Level.WARN, subject, text, remedy);
    }

    static Finding fail(String subject, String text, String remedy) {
        return new Finding(Level.FAIL, subject, text, remedy);
    }
}
