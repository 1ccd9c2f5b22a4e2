package dev.heatup.sandbox.botapi;

import java.util.function.Function;

/** What a bot gave, read; or what the bot hears of it. */
public sealed interface Checked<T> {

    record Valid<T>(T value) implements Checked<T> {}

    record Invalid<T>(BotReply.Refused reply) implements Checked<T> {}

    default <R> Checked<R> then(Function<T, Checked<R>> next) {
        return switch (this) {
            case Valid<T>(T value) -> next.apply(value);
            case Invalid<T>(BotReply.Refused reply) -> new Invalid<>(reply);
        };
    }
}
