package dev.heatup.telegram;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A value of Telegram's type language as gateways carry it: constructors named by {@code _}, lists and scalars. It keeps
 * {@code true}, {@code "true"} and {@code 1} apart, which the guard depends on. Immutable.
 */
public sealed interface Tl {

    /** A constructor, or an object without a name; fields in the order in which they were written. */
    record Obj(SequencedMap<String, Tl> fields) implements Tl {
        public Obj {
            fields = java.util.Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        }

        /** The constructor's name, {@code config} for instance; empty when there is none. */
        public String name() {
            return text("_").orElse("");
        }

        public Optional<Tl> get(String field) {
            return Optional.ofNullable(fields.get(field));
        }

        public Optional<String> text(String field) {
            return get(field).flatMap(v -> v instanceof Text(String t) ? Optional.of(t) : Optional.empty());
        }

        public Optional<Long> integer(String field) {
            return get(field).flatMap(v -> v instanceof Int(long n) ? Optional.of(n) : Optional.empty());
        }

        /** Empty unless the field is exactly a boolean. */
        public Optional<Boolean> bool(String field) {
            return get(field).flatMap(v -> v instanceof Bool(boolean b) ? Optional.of(b) : Optional.empty());
        }

        /** The list's items; none when the field is missing or is no list. */
        public List<Tl> list(String field) {
            return get(field)
                    .flatMap(v -> v instanceof Items(List<Tl> items) ? Optional.of(items) : Optional.empty())
                    .orElse(List.of());
        }
    }

    record Items(List<Tl> items) implements Tl {
        public Items {
            items = List.copyOf(items);
        }
    }

    record Text(String value) implements Tl {}

    record Int(long value) implements Tl {}

    /** A number with a fraction, or one beyond 64 bits. */
    record Decimal(double value) implements Tl {}

    record Bool(boolean value) implements Tl {}

    record Null() implements Tl {}

    static Tl of(String value) {
        return new Text(value);
    }

    static Tl of(long value) {
        return new Int(value);
    }

    static Tl of(boolean value) {
        return new Bool(value);
    }

    static Tl of(List<? extends Tl> items) {
        return new Items(List.copyOf(items));
    }

    /** Starts a constructor: {@code Tl.constructor("config").with("this_dc", 2)}. */
    static Builder constructor(String name) {
        return object().with("_", name);
    }

    static Builder object() {
        return new Builder();
    }

    /** Collects fields in order. Not thread-safe. */
    final class Builder {
        private final SequencedMap<String, Tl> fields = new LinkedHashMap<>();

        private Builder() {}

        public Builder with(String field, Tl value) {
            fields.put(field, value);
            return this;
        }

        public Builder with(String field, String value) {
            return with(field, of(value));
        }

        public Builder with(String field, long value) {
            return with(field, of(value));
        }

        public Builder with(String field, boolean value) {
            return with(field, of(value));
        }

        public Builder with(String field, List<? extends Tl> items) {
            return with(field, of(items));
        }

        public Obj build() {
            return new Obj(fields);
        }
    }

    /** A plain copy for callers that only hold a map. */
    static Obj object(Map<String, Tl> fields) {
        return new Obj(new LinkedHashMap<>(fields));
    }
}
