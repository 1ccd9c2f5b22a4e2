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
final class Records {

    private static final String TYPE = "type";

    private Records() {}

    static Tl.Obj write(Record record) {
        return write(Shape.of(record.getClass()), record, Tl.object());
    }

    /** @throws IllegalArgumentException when a field is missing, or is no value of its component */
    static Object read(Shape shape, Tl.Obj fields) {
        @Nullable Object[] values = new Object[shape.parts().size()];
        for (int i = 0; i < values.length; i++) {
            Shape.Part part = shape.parts().get(i);
            Tl value = fields.fields().get(part.name());
            if (value != null) {
                values[i] = read(part.form(), value);
            } else if (!part.isNullable()) {
                throw new IllegalArgumentException(shape.kind() + " lacks " + part.name());
            }
        }
        return shape.make(values);
    }

    private static Tl.Obj write(Shape shape, Record record, Tl.Builder fields) {
        shape.parts().forEach(part -> {
            Object value = part.in(record);
            if (value != null) {
                fields.with(part.name(), write(part.form(), value));
            }
        });
        return fields.build();
    }

    private static Tl write(Form form, Object value) {
        return switch (form) {
            case Form.Text _, Form.Named _, Form.Moment _ -> Tl.of(value.toString());
            case Form.Whole _, Form.Small _ -> Tl.of(((Number) value).longValue());
            case Form.Fraction _ -> new Tl.Decimal((Double) value);
            case Form.Flag _ -> Tl.of((boolean) (Boolean) value);
            case Form.Constant _ -> Tl.of(Form.nameOf(value));
            case Form.Row(Form item) ->
                Tl.of(((Collection<?>) value)
                        .stream().map(one -> write(item, one)).toList());
            case Form.Group(Form item) ->
                // A set has no order, and a log must not show one that differs from time to time.
                Tl.of(((Collection<?>) value)
                        .stream()
                                .map(one -> write(item, one))
                                .sorted(Comparator.comparing(Tl::toString))
                                .toList());
            case Form.Fields(Shape shape) -> write(shape, (Record) value, Tl.object());
            case Form.Choice _ -> {
                Shape shape = Shape.of(value.getClass());
                yield write(shape, (Record) value, Tl.object().with(TYPE, shape.kind()));
            }
            case Form.Tree _ -> (Tl) value;
            case Form.Table _ -> throw new IllegalStateException("the log holds no tables");
        };
    }

    private static Object read(Form form, Tl value) {
        return switch (form) {
            case Form.Text _ -> text(value);
            case Form.Named(var parse) -> parse(parse, value);
            case Form.Moment _ -> parse(Instant::parse, value);
            case Form.Whole _ -> number(value);
            case Form.Small _ -> small(number(value));
            case Form.Fraction _ -> value instanceof Tl.Decimal(double number) ? number : (double) number(value);
            case Form.Flag _ when value instanceof Tl.Bool(boolean flag) -> flag;
            case Form.Flag _ -> throw none("boolean");
            case Form.Constant(Class<?> type, Map<String, Object> byName) -> found(type, byName.get(text(value)));
            case Form.Row(Form item) ->
                items(value).stream().map(one -> read(item, one)).toList();
            case Form.Group(Form item) -> {
                LinkedHashSet<Object> group = new LinkedHashSet<>();
                items(value).forEach(one -> group.add(read(item, one)));
                yield group;
            }
            case Form.Fields(Shape shape) -> read(shape, object(value));
            case Form.Choice(Class<?> type, Map<String, Shape> byKind) -> {
                Tl.Obj fields = object(value);
                yield read(found(type, byKind.get(fields.text(TYPE).orElse(""))), fields);
            }
            case Form.Tree _ -> object(value);
            case Form.Table _ -> throw new IllegalStateException("the log holds no tables");
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
