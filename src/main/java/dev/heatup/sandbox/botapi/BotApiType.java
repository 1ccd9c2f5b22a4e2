package dev.heatup.sandbox.botapi;

/** How a field's or result's type is written: {@code Integer}, {@code Message}, {@code Array of Array of PhotoSize}. */
sealed interface BotApiType {

    record Named(String name) implements BotApiType {}

    record Array(BotApiType of) implements BotApiType {}

    static BotApiType parse(String written) {
        String array = "Array of ";
        return written.startsWith(array) ? new Array(parse(written.substring(array.length()))) : new Named(written);
    }
}
