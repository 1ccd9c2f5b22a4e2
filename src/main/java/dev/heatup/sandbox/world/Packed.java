package dev.heatup.sandbox.world;

import dev.heatup.telegram.Tl;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

/**
 * Writes a record in few bytes, and reads it back many times faster than the log's objects: components by their place,
 * names once, and the messages that several copies of a world share once. Only the code that wrote it can read it.
 * Stateless.
 */
public final class Packed {

    /** Copies of a world have them in common. */
    private static final Class<?> SHARED = Message.class;

    private Packed() {}

    /** @param to buffered */
    public static void write(Record value, OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        new Writer(out).write(new Form.Fields(Shape.of(value.getClass())), value);
        out.flush();
    }

    /**
     * @param from buffered
     * @throws IllegalArgumentException when it is no such record
     */
    public static <R extends Record> R read(Class<R> type, InputStream from) throws IOException {
        return type.cast(new Reader(new DataInputStream(from)).read(new Form.Fields(Shape.of(type))));
    }

    private static final class Writer {

        private final DataOutputStream out;
        private final Map<String, Integer> names = new HashMap<>();
        private final IdentityHashMap<Object, Integer> shared = new IdentityHashMap<>();

        Writer(DataOutputStream out) {
            this.out = out;
        }

        void write(Form form, Object value) throws IOException {
            switch (form) {
                case Form.Text _ -> text((String) value);
                case Form.Named _ -> name(value.toString());
                case Form.Moment _ -> moment((Instant) value);
                case Form.Whole _, Form.Small _ -> number(((Number) value).longValue());
                case Form.Fraction _ -> out.writeDouble((Double) value);
                case Form.Flag _ -> out.writeBoolean((Boolean) value);
                case Form.Constant _ -> name(Form.nameOf(value));
                case Form.Row(Form item) -> items(item, (Collection<?>) value);
                case Form.Group(Form item) -> items(item, (Collection<?>) value);
                case Form.Table(Form key, Form of) -> table(key, of, (Map<?, ?>) value);
                case Form.Fields(Shape shape) -> record(shape, (Record) value);
                case Form.Choice _ -> {
                    Shape shape = Shape.of(value.getClass());
                    name(shape.kind());
                    record(shape, (Record) value);
                }
                case Form.Tree _ -> tree((Tl) value);
            }
        }

        private void record(Shape shape, Record value) throws IOException {
            if (value.getClass() == SHARED) {
                Integer known = shared.putIfAbsent(value, shared.size());
                number(known == null ? -1 : known);
                if (known != null) {
                    return;
                }
            }
            for (Shape.Part part : shape.parts()) {
                Object component = part.in(value);
                if (part.isNullable()) {
                    out.writeBoolean(component != null);
                }
                if (component != null) {
                    write(part.form(), component);
                }
            }
        }

        private void items(Form item, Collection<?> items) throws IOException {
            number(items.size());
            for (Object one : items) {
                write(item, one);
            }
        }

        private void table(Form key, Form value, Map<?, ?> table) throws IOException {
            number(table.size());
            for (Map.Entry<?, ?> entry : table.entrySet()) {
                write(key, entry.getKey());
                write(value, entry.getValue());
            }
        }

        private void name(String name) throws IOException {
            Integer known = names.putIfAbsent(name, names.size());
            number(known == null ? -1 : known);
            if (known == null) {
                text(name);
            }
        }

        private void moment(Instant moment) throws IOException {
            number(moment.getEpochSecond());
            number(moment.getNano());
        }

        private void text(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            number(bytes.length);
            out.write(bytes);
        }

        /** Seven bits a byte, the lowest first; small ones of either sign are short. */
        private void number(long number) throws IOException {
            long left = (number << 1) ^ (number >> 63);
            while ((left & ~0x7FL) != 0) {
                out.write((int) ((left & 0x7F) | 0x80));
                left >>>= 7;
            }
            out.write((int) left);
        }

        private void tree(Tl value) throws IOException {
            switch (value) {
                case Tl.Obj(SequencedMap<String, Tl> fields) -> {
                    out.write('{');
                    number(fields.size());
                    for (Map.Entry<String, Tl> field : fields.entrySet()) {
                        name(field.getKey());
                        tree(field.getValue());
                    }
                }
                case Tl.Items(List<Tl> items) -> {
                    out.write('[');
                    number(items.size());
                    for (Tl item : items) {
                        tree(item);
                    }
                }
                case Tl.Text(String text) -> {
                    out.write('"');
                    text(text);
                }
                case Tl.Int(long number) -> {
                    out.write('1');
                    number(number);
                }
                case Tl.Decimal(double number) -> {
                    out.write('.');
                    out.writeDouble(number);
                }
                case Tl.Bool(boolean flag) -> out.write(flag ? '+' : '-');
                case Tl.Null() -> out.write('0');
            }
        }
    }

    private static final class Reader {

        private static final int MAX_NAME = 32;

        private final DataInputStream in;
        private final List<String> names = new ArrayList<>();
        private final IdentityHashMap<Form.Named, Map<String, Object>> parsed = new IdentityHashMap<>();
        private final List<Object> shared = new ArrayList<>();

        /** Of each shape, the last that was read: one for all in a row that are equal, as most members of a chat are. */
        private final IdentityHashMap<Shape, Object> last = new IdentityHashMap<>();

        private final Map<String, String> texts = new HashMap<>();
        private Instant moment = Instant.EPOCH;

        Reader(DataInputStream in) {
            this.in = in;
        }

        Object read(Form form) throws IOException {
            return switch (form) {
                case Form.Text _ -> text();
                case Form.Named named -> parsed(named, name());
                case Form.Moment _ -> moment();
                case Form.Whole _ -> number();
                case Form.Small _ -> Math.toIntExact(number());
                case Form.Fraction _ -> in.readDouble();
                case Form.Flag _ -> in.readBoolean();
                case Form.Constant(Class<?> _, Map<String, Object> byName) -> known(byName.get(name()));
                case Form.Row(Form item) -> items(item, new ArrayList<>());
                case Form.Group(Form item) -> items(item, new LinkedHashSet<>());
                case Form.Table(Form key, Form value) -> table(key, value);
                case Form.Fields(Shape shape) -> record(shape);
                case Form.Choice(Class<?> _, Map<String, Shape> byKind) -> record(known(byKind.get(name())));
                case Form.Tree _ -> tree();
            };
        }

        private static <T> T known(@Nullable T value) {
            if (value == null) {
                throw new IllegalArgumentException("written by other code");
            }
            return value;
        }

        private Object record(Shape shape) throws IOException {
            boolean isShared = shape.constructor().getDeclaringClass() == SHARED;
            if (isShared) {
                long known = number();
                if (known >= 0) {
                    return shared.get(Math.toIntExact(known));
                }
            }
            @Nullable Object[] values = new Object[shape.parts().size()];
            for (int i = 0; i < values.length; i++) {
                Shape.Part part = shape.parts().get(i);
                values[i] = !part.isNullable() || in.readBoolean() ? read(part.form()) : null;
            }
            Object made = shape.make(values);
            if (isShared) {
                shared.add(made);
                return made;
            }
            Object before = last.put(shape, made);
            if (made.equals(before)) {
                last.put(shape, before);
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

        private <C extends Collection<Object>> C items(Form item, C to) throws IOException {
            for (long left = number(); left > 0; left--) {
                to.add(read(item));
            }
            return to;
        }

        private Map<Object, Object> table(Form key, Form value) throws IOException {
            Map<Object, Object> table = new LinkedHashMap<>();
            for (long left = number(); left > 0; left--) {
                table.put(read(key), read(value));
            }
            return table;
        }

        /** Each but once, so that a million messages of one author have one. */
        private Object parsed(Form.Named named, String name) {
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
}
