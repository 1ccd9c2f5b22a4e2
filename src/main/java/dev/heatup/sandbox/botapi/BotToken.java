package dev.heatup.sandbox.botapi;

import java.util.Optional;

/**
 * What a bot calls with: its number, a colon, and a secret. The secret is compared and hashed, never shown: {@link
 * #toString} has the number alone.
 *
 * @param secret not empty, without {@code /}
 */
public record BotToken(BotId id, String secret) {

    /** Of the whole token, in UTF-8, as the official server has it. */
    static final int MAX_LENGTH = 80;

    private static final int MAX_DIGITS = 17;

    /** Empty when it is not well-formed, which a bot hears as 401. */
    public static Optional<BotToken> parse(String token) {
        int colon = token.indexOf(':');
        if (token.length() > MAX_LENGTH || colon <= 0 || colon > MAX_DIGITS || token.charAt(0) == '0') {
            return Optional.empty();
        }
        String number = token.substring(0, colon);
        String secret = token.substring(colon + 1);
        if (!number.chars().allMatch(c -> c >= '0' && c <= '9') || !isSecret(secret)) {
            return Optional.empty();
        }
        long id = Long.parseLong(number);
        return id < BotId.BOUND ? Optional.of(new BotToken(new BotId(id), secret)) : Optional.empty();
    }

    private static boolean isSecret(String secret) {
        return !secret.isEmpty() && secret.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '/');
    }

    @Override
    public String toString() {
        return id.value() + ":(secret)";
    }
}
