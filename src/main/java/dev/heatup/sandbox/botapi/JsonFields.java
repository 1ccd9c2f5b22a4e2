package dev.heatup.sandbox.botapi;

import dev.heatup.telegram.Tl;
import java.util.regex.Pattern;

/**
 * Reads an object's fields as the official server's JSON reader does, and fails in its words: a number may be written
 * as text, and a text as a number.
 */
record JsonFields(Tl.Obj object) {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    boolean has(String field) {
        return object.get(field).filter(value -> !(value instanceof Tl.Null)).isPresent();
    }

    String text(String field) throws Rejected {
        if (!has(field)) {
            throw new Rejected("Can't find field \"" + field + '"');
        }
        return textOr(field, "");
    }

    String textOr(String field, String otherwise) throws Rejected {
        return switch (object.get(field).orElse(new Tl.Null())) {
            case Tl.Text(String text) -> text;
            case Tl.Int(long number) -> Long.toString(number);
            case Tl.Null _ -> otherwise;
            case Tl.Obj _, Tl.Items _, Tl.Decimal _, Tl.Bool _ ->
                throw new Rejected("Field \"" + field + "\" must be of type String");
        };
    }

    long longNumber(String field) throws Rejected {
        if (!has(field)) {
            throw new Rejected("Can't find field \"" + field + '"');
        }
        return switch (object.get(field).orElseThrow()) {
            case Tl.Int(long number) -> number;
            case Tl.Text(String text) when NUMBER.matcher(text).matches() -> Long.parseLong(text);
            case Tl.Text _ -> throw new Rejected("Field \"" + field + "\" must be a valid Number");
            case Tl.Obj _, Tl.Items _, Tl.Decimal _, Tl.Bool _, Tl.Null _ ->
                throw new Rejected("Field \"" + field + "\" must be a Number");
        };
    }

    /** Of 32 bits. */
    int number(String field) throws Rejected {
        long number = longNumber(field);
        if (number != (int) number) {
            throw new Rejected("Field \"" + field + "\" must be a valid Number");
        }
        return (int) number;
    }

    boolean flag(String field) throws Rejected {
        return switch (object.get(field).orElse(new Tl.Null())) {
            case Tl.Bool(boolean flag) -> flag;
            case Tl.Null _ -> false;
            case Tl.Obj _, Tl.Items _, Tl.Text _, Tl.Int _, Tl.Decimal _ ->
                throw new Rejected("Field \"" + field + "\" must be of type Boolean");
        };
    }

    JsonFields object(String field) throws Rejected {
        if (!has(field)) {
            throw new Rejected("Can't find field \"" + field + '"');
        }
        if (!(object.get(field).orElseThrow() instanceof Tl.Obj inner)) {
            throw new Rejected("Field \"" + field + "\" must be of type Object");
        }
        return new JsonFields(inner);
    }
}
