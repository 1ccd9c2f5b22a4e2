package dev.heatup.sandbox.botapi;

import org.jspecify.annotations.Nullable;

/**
 * Where a bot's updates go.
 *
 * @param url as {@code setWebhook} was given it, checked by the front
 * @param secretToken for the header {@code X-Telegram-Bot-Api-Secret-Token}; never shown
 */
public record Webhook(String url, @Nullable String secretToken) {

    @Override
    public String toString() {
        return "Webhook[url=" + url + "]";
    }
}
