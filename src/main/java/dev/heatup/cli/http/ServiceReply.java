package dev.heatup.cli.http;

/** The answer to a typed call. */
public sealed interface ServiceReply<T> {

    record Ok<T>(T value) implements ServiceReply<T> {}

    /**
     * The service said no, or something that makes no sense.
     *
     * @param sentence for people; printable
     * @param json the problem in one line, for programs
     */
    record Refused<T>(String sentence, String json) implements ServiceReply<T> {}

    /** @param why one printable line */
    record Unreachable<T>(String why) implements ServiceReply<T> {}
}
