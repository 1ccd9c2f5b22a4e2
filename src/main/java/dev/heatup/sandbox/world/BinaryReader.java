package dev.heatup.sandbox.world;

import dev.heatup.telegram.Tl;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what {@link BinaryWriter} wrote; equal values become one object. For one stream; not thread-safe. */
final class BinaryReader {

    private static final int MAX_NAME = 32;

    private final DataInputStream in;
    private final List<String> names = new ArrayList<>();
    private final IdentityHashMap<ValueSchema.Named, Map<String, Object>> parsed = new IdentityHashMap<>();
    private final List<Object> shared = new ArrayList<>();

    /** Of each shape, the last that was read: one for all in a row that are equal, as most members of a chat are. */
    private final IdentityHashMap<RecordSchema, Object> last = new IdentityHashMap<>();

    private final Map<String, String> texts = new HashMap<>();
    private Instant moment = Instant.EPOCH;

    BinaryReader(DataInputStream in) {
        this.in = in;
    }

    Object read(ValueSchema valueSchema) throws IOException {
        return switch (valueSchema) {
            case ValueSchema.Text _ -> text();
            case ValueSchema.Named named -> parsed(named, name());
            case ValueSchema.Moment _ -> moment();
            case ValueSchema.Whole _ -> number();
            case ValueSchema.Small _ -> Math.toIntExact(number());
            case ValueSchema.Fraction _ -> in.readDouble();
            case ValueSchema.Flag _ -> in.readBoolean();
            case ValueSchema.Constant(Class<?> _, Map<String, Object> byName) -> known(byName.get(name()));
            case ValueSchema.Row(ValueSchema item) -> items(item, new ArrayList<>());
            case ValueSchema.Group(ValueSchema item) -> items(item, new LinkedHashSet<>());
            case ValueSchema.Table(ValueSchema key, ValueSchema value) -> table(key, value);
            case ValueSchema.Fields(RecordSchema recordSchema) -> record(recordSchema);
            case ValueSchema.Choice(Class<?> _, Map<String, RecordSchema> byKind) -> record(known(byKind.get(name())));
            case ValueSchema.Tree _ -> tree();
        };
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("written by other code");
        }
        return value;
    }

    private Object record(RecordSchema recordSchema) throws IOException {
        boolean isShared = recordSchema.constructor().getDeclaringClass() == BinaryCodec.SHARED;
        if (isShared) {
            long known = number();
            if (known >= 0) {
                return shared.get(Math.toIntExact(known));
            }
        }
        @Nullable Object[] values = new Object[recordSchema.parts().size()];
        for (int i = 0; i < values.length; i++) {
            RecordSchema.Part part = recordSchema.parts().get(i);
            values[i] = !part.isNullable() || in.readBoolean() ? read(part.form()) : null;
        }
        Object made = recordSchema.make(values);
        if (isShared) {
            shared.add(made);
            return made;
        }
        Object before = last.put(recordSchema, made);
        if (made.equals(before)) {
            last.put(recordSchema, before);
            return before;
        }
        return made;
    }

    private Instant moment() throws IOException {
        Instant read = Instant.ofEpochSecond(number(), number());
        if (!read.equals(moment)) {
            moment = read;
        }
        return moment;
    }

    private <C extends Collection<Object>> C items(ValueSchema item, C to) throws IOException {
        for (long left = number(); left > 0; left--) {
            to.add(read(item));
        }
        return to;
    }

    private Map<Object, Object> table(ValueSchema key, ValueSchema value) throws IOException {
        Map<Object, Object> table = new LinkedHashMap<>();
        for (long left = number(); left > 0; left--) {
            table.put(read(key), read(value));
        }
        return table;
    }

    /** Each but once, so that a million messages of one author have one. */
    private Object parsed(ValueSchema.Named named, String name) {
        Function<String, Object> parse = named.parse();
        return parsed.computeIfAbsent(named, form -> new HashMap<>()).computeIfAbsent(name, parse);
    }

    private String name() throws IOException {
        int known = Math.toIntExact(number());
        if (known >= 0) {
            return names.get(known);
        }
        String name = text();
        names.add(name);
        return name;
    }

    /** Short ones but once: they are names. */
    private String text() throws IOException {
        String text = new String(in.readNBytes(Math.toIntExact(number())), StandardCharsets.UTF_8);
        return text.length() <= MAX_NAME ? texts.computeIfAbsent(text, name -> name) : text;
    }

    private long number() throws IOException {
        long number = 0;
        int shift = 0;
        int part;
        do {
            part = in.readUnsignedByte();
            number |= (long) (part & 0x7F) << shift;
            shift += 7;
        } while (part >= 0x80);
        return (number >>> 1) ^ -(number & 1);
    }

    private Tl tree() throws IOException {
        return switch (in.readUnsignedByte()) {
            case '{' -> {
                SequencedMap<String, Tl> fields = new LinkedHashMap<>();
                for (long left = number(); left > 0; left--) {
                    fields.put(name(), tree());
                }
                yield new Tl.Obj(fields);
            }
            case '[' -> {
                List<Tl> items = new ArrayList<>();
                for (long left = number(); left > 0; left--) {
                    items.add(tree());
                }
                yield new Tl.Items(items);
            }
            case '"' -> new Tl.Text(text());
            case '1' -> new Tl.Int(number());
            case '.' -> new Tl.Decimal(in.readDouble());
            case '+' -> new Tl.Bool(true);
            case '-' -> new Tl.Bool(false);
            case '0' -> new Tl.Null();
            default -> throw new IllegalArgumentException("no value");
        };
    }
}
