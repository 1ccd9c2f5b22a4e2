package dev.heatup.cli.http;

/** The answer to a typed call. */
public sealed interface Outcome<T> {

    record Ok<T>(T value) implements Outcome<T> {}

    /**
     * The service said no, or something that makes no sense.
     *
     * @param sentence for people; printable
     * @param json the problem in one line, for programs
     */
    record Refused<T>(String sentence, String json) implements Outcome<T> {}

    /** @param why one printable line */
    record Unreachable<T>(String why) implements Outcome<T> {}
}
