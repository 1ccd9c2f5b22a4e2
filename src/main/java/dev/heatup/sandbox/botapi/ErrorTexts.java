package dev.heatup.sandbox.botapi;

import java.util.Map;

/**
 * How the official server calls a parameter that is JSON, when it can't read it.
 *
 * @param json in "Can't parse … JSON object"
 * @param expected when it is JSON of another kind
 * @param within the prefix of what is wrong inside
 */
record ErrorTexts(String json, String expected, String within) {

    private static final Map<String, ErrorTexts> KNOWN = Map.of(
            "reply_markup", new ErrorTexts("reply keyboard markup", "Object expected as reply markup", ""),
            "reply_parameters", new ErrorTexts("reply parameters", "Object expected as reply parameters", ""),
            "link_preview_options",
                    new ErrorTexts("link preview options", "Object expected as link preview options", ""),
            "permissions",
                    new ErrorTexts("permissions", "Object expected as permissions", "Can't parse chat permissions: "),
            "scope",
                    new ErrorTexts(
                            "BotCommandScope",
                            "Can't parse BotCommandScope: BotCommandScope must be an Object",
                            "Can't parse BotCommandScope: "),
            "reaction",
                    new ErrorTexts("reaction types", "Expected an Array of ReactionType", "Can't parse ReactionType: "),
            "message_ids", new ErrorTexts("message_ids", "Expected an Array of message identifiers", ""));

    static ErrorTexts of(String parameter, BotApiType type) {
        ErrorTexts known = KNOWN.get(parameter);
        if (known != null) {
            return known;
        }
        return switch (type) {
            case BotApiType.Array(BotApiType item) ->
                new ErrorTexts(
                        parameter,
                        "Expected an Array of " + plain(item),
                        item instanceof BotApiType.Named(String name) && !ParameterDecoder.isScalar(name)
                                ? "Can't parse " + plain(item) + ": "
                                : "");
            case BotApiType.Named(String name) ->
                new ErrorTexts(
                        parameter.replace('_', ' '),
                        "Object expected as " + parameter.replace('_', ' '),
                        "Can't parse " + name + ": ");
        };
    }

    /** Albums are declared as arrays of several types, which the official server calls by one name. */
    private static String plain(BotApiType item) {
        return switch (item) {
            case BotApiType.Named(String name) -> name.startsWith("InputMedia") ? "InputMedia" : name;
            case BotApiType.Array(BotApiType of) -> "Array of " + plain(of);
        };
    }
}
