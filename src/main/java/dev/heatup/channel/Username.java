package dev.heatup.channel;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A public name of a channel in its normal form: lower case, without {@code @} and without a link's prefix.
 *
 * <p>Telegram's names have 5 to 32 characters of {@code [A-Za-z0-9_]} and start with a letter
 * (<a href="https://core.telegram.org/method/account.checkUsername">account.checkUsername</a>); they are compared
 * without regard to case.
 */
public record Username(String value) implements Comparable<Username> {

    private static final Pattern NORMAL = Pattern.compile("[a-z][a-z0-9_]{4,31}");
    private static final Pattern PREFIX = Pattern.compile("^(?:(?:https?://)?t\\.me/|@)", Pattern.CASE_INSENSITIVE);

    public Username {
        if (!NORMAL.matcher(value).matches()) {
            throw new IllegalArgumentException("a username has 5 to 32 of a-z, 0-9 and _, and starts with a letter");
        }
    }

    /** Reads {@code hu_city_news}, {@code @HU_City_News} or {@code t.me/hu_city_news}; empty for anything else. */
    public static Optional<Username> parse(String text) {
        String bare = PREFIX.matcher(text.strip()).replaceFirst("").toLowerCase(Locale.ROOT);
        return NORMAL.matcher(bare).matches() ? Optional.of(new Username(bare)) : Optional.empty();
    }

    /** As people write it: {@code @hu_city_news}. */
    public String mention() {
        return "@" + value;
    }

    @Override
    public int compareTo(Username other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
