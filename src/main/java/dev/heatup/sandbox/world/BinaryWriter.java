package dev.heatup.sandbox.world;

import dev.heatup.telegram.Tl;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Writes values by their form, as {@link BinaryReader} reads them. For one stream; not thread-safe. */
final class BinaryWriter {

    private final DataOutputStream out;
    private final Map<String, Integer> names = new HashMap<>();
    private final IdentityHashMap<Object, Integer> shared = new IdentityHashMap<>();

    BinaryWriter(DataOutputStream out) {
        this.out = out;
    }

    void write(ValueSchema valueSchema, Object value) throws IOException {
        switch (valueSchema) {
            case ValueSchema.Text _ -> text((String) value);
            case ValueSchema.Named _ -> name(value.toString());
            case ValueSchema.Moment _ -> moment((Instant) value);
            case ValueSchema.Whole _, ValueSchema.Small _ -> number(((Number) value).longValue());
            case ValueSchema.Fraction _ -> out.writeDouble((Double) value);
            case ValueSchema.Flag _ -> out.writeBoolean((Boolean) value);
            case ValueSchema.Constant _ -> name(ValueSchema.nameOf(value));
            case ValueSchema.Row(ValueSchema item) -> items(item, (Collection<?>) value);
            case ValueSchema.Group(ValueSchema item) -> items(item, (Collection<?>) value);
            case ValueSchema.Table(ValueSchema key, ValueSchema of) -> table(key, of, (Map<?, ?>) value);
            case ValueSchema.Fields(RecordSchema recordSchema) -> record(recordSchema, (Record) value);
            case ValueSchema.Choice _ -> {
                RecordSchema recordSchema = RecordSchema.of(value.getClass());
                name(recordSchema.kind());
                record(recordSchema, (Record) value);
            }
            case ValueSchema.Tree _ -> tree((Tl) value);
        }
    }

    private void record(RecordSchema recordSchema, Record value) throws IOException {
        if (value.getClass() == BinaryCodec.SHARED) {
            Integer known = shared.putIfAbsent(value, shared.size());
            number(known == null ? -1 : known);
            if (known != null) {
                return;
            }
        }
        for (RecordSchema.Part part : recordSchema.parts()) {
            Object component = part.in(value);
            if (part.isNullable()) {
                out.writeBoolean(component != null);
            }
            if (component != null) {
                write(part.form(), component);
            }
        }
    }

    private void items(ValueSchema item, Collection<?> items) throws IOException {
        number(items.size());
        for (Object one : items) {
            write(item, one);
        }
    }

    private void table(ValueSchema key, ValueSchema value, Map<?, ?> table) throws IOException {
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
