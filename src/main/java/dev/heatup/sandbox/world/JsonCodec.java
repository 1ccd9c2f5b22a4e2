package dev.heatup.sandbox.world;

import dev.heatup.telegram.Tl;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as objects of the log, and reads them back: a field for each component that is not null, by its name in
 * snake case. A variant of a sealed interface also has its {@code type}. Names of components are therefore stored for
 * good. Stateless.
 */
final class JsonCodec {

    private static final String TYPE = "type";

    private JsonCodec() {}

    static Tl.Obj write(Record record) {
        return write(RecordSchema.of(record.getClass()), record, Tl.object());
    }

    /** @throws IllegalArgumentException when a field is missing, or is no value of its component */
    static Object read(RecordSchema recordSchema, Tl.Obj fields) {
        @Nullable Object[] values = new Object[recordSchema.parts().size()];
        for (int i = 0; i < values.length; i++) {
            RecordSchema.Part part = recordSchema.parts().get(i);
            Tl value = fields.fields().get(part.name());
            if (value != null) {
                values[i] = read(part.form(), value);
            } else if (!part.isNullable()) {
                throw new IllegalArgumentException(recordSchema.kind() + " lacks " + part.name());
            }
        }
        return recordSchema.make(values);
    }

    private static Tl.Obj write(RecordSchema recordSchema, Record record, Tl.Builder fields) {
        recordSchema.parts().forEach(part -> {
            Object value = part.in(record);
            if (value != null) {
                fields.with(part.name(), write(part.form(), value));
            }
        });
        return fields.build();
    }

    private static Tl write(ValueSchema valueSchema, Object value) {
        return switch (valueSchema) {
            case ValueSchema.Text _, ValueSchema.Named _, ValueSchema.Moment _ -> Tl.of(value.toString());
            case ValueSchema.Whole _, ValueSchema.Small _ -> Tl.of(((Number) value).longValue());
            case ValueSchema.Fraction _ -> new Tl.Decimal((Double) value);
            case ValueSchema.Flag _ -> Tl.of((boolean) (Boolean) value);
            case ValueSchema.Constant _ -> Tl.of(ValueSchema.nameOf(value));
            case ValueSchema.Row(ValueSchema item) ->
                Tl.of(((Collection<?>) value)
                        .stream().map(one -> write(item, one)).toList());
            case ValueSchema.Group(ValueSchema item) ->
                // A set has no order, and a log must not show one that differs from time to time.
                Tl.of(((Collection<?>) value)
                        .stream()
                                .map(one -> write(item, one))
                                .sorted(Comparator.comparing(Tl::toString))
                                .toList());
            case ValueSchema.Fields(RecordSchema recordSchema) -> write(recordSchema, (Record) value, Tl.object());
            case ValueSchema.Choice _ -> {
                RecordSchema recordSchema = RecordSchema.of(value.getClass());
                yield write(recordSchema, (Record) value, Tl.object().with(TYPE, recordSchema.kind()));
            }
            case ValueSchema.Tree _ -> (Tl) value;
            case ValueSchema.Table _ -> throw new IllegalStateException("the log holds no tables");
        };
    }

    private static Object read(ValueSchema valueSchema, Tl value) {
        return switch (valueSchema) {
            case ValueSchema.Text _ -> text(value);
            case ValueSchema.Named(var parse) -> parse(parse, value);
            case ValueSchema.Moment _ -> parse(Instant::parse, value);
            case ValueSchema.Whole _ -> number(value);
            case ValueSchema.Small _ -> small(number(value));
            case ValueSchema.Fraction _ -> value instanceof Tl.Decimal(double number) ? number : (double) number(value);
            case ValueSchema.Flag _ when value instanceof Tl.Bool(boolean flag) -> flag;
            case ValueSchema.Flag _ -> throw none("boolean");
            case ValueSchema.Constant(Class<?> type, Map<String, Object> byName) ->
                found(type, byName.get(text(value)));
            case ValueSchema.Row(ValueSchema item) ->
                items(value).stream().map(one -> read(item, one)).toList();
            case ValueSchema.Group(ValueSchema item) -> {
                LinkedHashSet<Object> group = new LinkedHashSet<>();
                items(value).forEach(one -> group.add(read(item, one)));
                yield group;
            }
            case ValueSchema.Fields(RecordSchema recordSchema) -> read(recordSchema, object(value));
            case ValueSchema.Choice(Class<?> type, Map<String, RecordSchema> byKind) -> {
                Tl.Obj fields = object(value);
                yield read(found(type, byKind.get(fields.text(TYPE).orElse(""))), fields);
            }
            case ValueSchema.Tree _ -> object(value);
            case ValueSchema.Table _ -> throw new IllegalStateException("the log holds no tables");
        };
    }

    private static <T> T found(Class<?> type, @Nullable T value) {
        if (value == null) {
            throw none(type.getSimpleName());
        }
        return value;
    }

    private static <T> T parse(Function<String, T> parse, Tl value) {
        try {
            return parse.apply(text(value));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no time", e);
        }
    }

    private static String text(Tl value) {
        if (value instanceof Tl.Text(String text)) {
            return text;
        }
        throw none("text");
    }

    private static Tl.Obj object(Tl value) {
        if (value instanceof Tl.Obj fields) {
            return fields;
        }
        throw none("object");
    }

    private static List<Tl> items(Tl value) {
        if (value instanceof Tl.Items(List<Tl> items)) {
            return items;
        }
        throw none("list");
    }

    private static long number(Tl value) {
        if (value instanceof Tl.Int(long number)) {
            return number;
        }
        throw none("number");
    }

    private static int small(long number) {
        if (number != (int) number) {
            throw none("number within 32 bits");
        }
        return (int) number;
    }

    private static IllegalArgumentException none(String what) {
        return new IllegalArgumentException("no " + what);
    }
}
