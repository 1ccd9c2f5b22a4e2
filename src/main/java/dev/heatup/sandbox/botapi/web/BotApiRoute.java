package dev.heatup.sandbox.botapi.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request's target asks for. */
sealed interface BotApiRoute {

    Pattern TARGET = Pattern.compile("(?:/worlds/([^/?]+))?(/file)?/bot([^/?]*)/([^?]*)(?:\\?(.*))?", Pattern.DOTALL);

    /**
     * @param world empty for the one without a name
     * @param method as the client wrote it
     * @param query without the question mark, still encoded
     */
    record Method(
            String world,
            String token,
            String method,
            @Nullable String query) implements BotApiRoute {}

    record File(String world, String token, String path) implements BotApiRoute {}

    record Nowhere() implements BotApiRoute {}

    static BotApiRoute of(String target) {
        Matcher parts = TARGET.matcher(target);
        if (!parts.matches()) {
            return new Nowhere();
        }
        String world = RequestParameters.decoded(group(parts, 1));
        String token = RequestParameters.decoded(group(parts, 3));
        String rest = RequestParameters.decoded(group(parts, 4));
        return parts.group(2) == null
                ? new Method(world, token, withoutTest(rest), parts.group(5))
                : new File(world, token, rest);
    }

    private static String group(Matcher parts, int number) {
        String group = parts.group(number);
        return group == null ? "" : group;
    }

    /** Clients put {@code test/} before the method when they mean a test data centre, which this is. */
    private static String withoutTest(String method) {
        return method.startsWith("test/") ? method.substring("test/".length()) : method;
    }
}
