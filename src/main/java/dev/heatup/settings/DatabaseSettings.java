package dev.heatup.settings;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/name?…} without user and password
 */
public record DatabaseSettings(
        String jdbcUrl, @Nullable String user, @Nullable Secret password) {

    private static final Pattern JDBC =
            Pattern.compile("jdbc:postgresql://([^/?#@\\s]+)/([^/?#\\s]+)(?:\\?([^#\\s]*))?");
    private static final Pattern PLAIN = Pattern.compile(
            "postgres(?:ql)?://(?:([^:@/?#\\s]*)(?::([^@/?#\\s]*))?@)?([^/?#@\\s]+)/([^/?#\\s]+)(?:\\?([^#\\s]*))?");

    /** Reads JDBC's form, and the one of libpq and most hosts: {@code postgres://user:password@host/name}. */
    static Optional<DatabaseSettings> parse(String url) {
        try {
            Matcher jdbc = JDBC.matcher(url);
            if (jdbc.matches()) {
                return Optional.of(of(jdbc.group(1), jdbc.group(2), jdbc.group(3), null, null));
            }
            Matcher plain = PLAIN.matcher(url);
            return plain.matches()
                    ? Optional.of(of(plain.group(3), plain.group(4), plain.group(5), plain.group(1), plain.group(2)))
                    : Optional.empty();
        } catch (IllegalArgumentException brokenPercentEncoding) {
            return Optional.empty();
        }
    }

    private static DatabaseSettings of(
            String hosts, String name, @Nullable String query, @Nullable String user, @Nullable String password) {
        String foundUser = user == null || user.isEmpty() ? null : decoded(user.replace("+", "%2B"));
        String foundPassword = password == null ? null : decoded(password.replace("+", "%2B"));
        List<String> kept = new ArrayList<>();
        for (String parameter : query == null ? new String[0] : query.split("&")) {
            if (parameter.startsWith("user=")) {
                foundUser = decoded(parameter.substring("user=".length()));
            } else if (parameter.startsWith("password=")) {
                foundPassword = decoded(parameter.substring("password=".length()));
            } else if (!parameter.isEmpty()) {
                kept.add(parameter);
            }
        }
        String rest = kept.isEmpty() ? "" : "?" + String.join("&", kept);
        return new DatabaseSettings(
                "jdbc:postgresql://" + hosts + "/" + name + rest,
                foundUser,
                foundPassword == null ? null : new Secret(foundPassword));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Parameters are left out too: some of them are secrets ({@code sslpassword}). */
    @Override
    public String toString() {
        return jdbcUrl.replaceFirst("\\?.*", "");
    }
}
