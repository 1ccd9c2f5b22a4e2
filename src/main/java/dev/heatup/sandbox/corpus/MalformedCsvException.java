package dev.heatup.sandbox.corpus;

/** From here on nobody can say where rows begin and end. */
final class MalformedCsvException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;

    MalformedCsvException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** From 1. */
    int line() {
        return line;
    }
}
