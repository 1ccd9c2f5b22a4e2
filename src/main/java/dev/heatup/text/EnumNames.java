package dev.heatup.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An enum's constant that files name in lower case. */
public interface EnumNames {

    /** As in code. */
    String name();

    /** As in files. */
    default String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that is written so, exactly. */
    static <E extends Enum<E> & EnumNames> Optional<E> find(Class<E> type, String written) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.written().equals(written))
                .findFirst();
    }

    static <E extends Enum<E> & EnumNames> List<String> all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(EnumNames::written).toList();
    }
}
