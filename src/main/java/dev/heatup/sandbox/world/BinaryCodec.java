package dev.heatup.sandbox.world;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Writes a record in few bytes, and reads it back many times faster than the log's objects: components by their place,
 * names once, and the messages that several copies of a world share once. Only the code that wrote it can read it.
 * Stateless.
 */
public final class BinaryCodec {

    /** Copies of a world have them in common. */
    static final Class<?> SHARED = Message.class;

    private BinaryCodec() {}

    /** @param to buffered */
    public static void write(Record value, OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        new BinaryWriter(out).write(new ValueSchema.Fields(RecordSchema.of(value.getClass())), value);
        out.flush();
    }

    /**
     * @param from buffered
     * @throws IllegalArgumentException when it is no such record
     */
    public static <R extends Record> R read(Class<R> type, InputStream from) throws IOException {
        return type.cast(
                new BinaryReader(new DataInputStream(from)).read(new ValueSchema.Fields(RecordSchema.of(type))));
    }
}
