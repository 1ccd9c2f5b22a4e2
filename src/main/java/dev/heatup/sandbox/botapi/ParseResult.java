package dev.heatup.sandbox.botapi;

import java.util.function.Function;

/** What a bot gave, read; or what the bot hears of it. */
public sealed interface ParseResult<T> {

    record Valid<T>(T value) implements ParseResult<T> {}

    record Invalid<T>(BotReply.Refused reply) implements ParseResult<T> {}

    default <R> ParseResult<R> then(Function<T, ParseResult<R>> next) {
        return switch (this) {
            case Valid<T>(T value) -> next.apply(value);
            case Invalid<T>(BotReply.Refused reply) -> new Invalid<>(reply);
        };
    }
}
