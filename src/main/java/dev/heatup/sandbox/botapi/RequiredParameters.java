package dev.heatup.sandbox.botapi;

import dev.heatup.telegram.Tl;
import java.util.Map;
import java.util.Set;

/** What the official server says of a parameter that is not there. The texts are those of its {@code Client.cpp}. */
final class RequiredParameters {

    private static final Map<String, String> BY_PARAMETER = Map.ofEntries(
            Map.entry("chat_id", "chat_id is empty"),
            Map.entry("sender_chat_id", "sender_chat_id is empty"),
            Map.entry("user_id", "Invalid user_id specified"),
            Map.entry("text", "Message text is empty"),
            Map.entry("message_id", "Message identifier is not specified"),
            Map.entry("message_ids", "Message identifiers are not specified"),
            Map.entry("file_id", "file_id not specified"),
            Map.entry("action", "Wrong parameter action in request"),
            Map.entry("latitude", "latitude is empty"),
            Map.entry("longitude", "longitude is empty"),
            Map.entry("callback_query_id", "query is too old and response timeout expired or query ID is invalid"),
            Map.entry("animation", "There is no animation in the request"),
            Map.entry("audio", "There is no audio in the request"),
            Map.entry("document", "There is no document in the request"),
            Map.entry("live_photo", "There is no live photo in the request"),
            Map.entry("photo", "There is no photo in the request"),
            Map.entry("sticker", "There is no sticker in the request"),
            Map.entry("video", "There is no video in the request"),
            Map.entry("video_note", "There is no video note in the request"),
            Map.entry("voice", "There is no voice in the request"));

    private static final Map<String, String> BY_METHOD = Map.of(
            "deleteMessage chat_id", "Chat identifier is not specified",
            "copyMessage message_id", "message to copy not found",
            "forwardMessage message_id", "message to forward not found",
            "pinChatMessage message_id", "message to pin not found",
            "setMessageReaction message_id", "message to react not found");

    /** Required by the documentation; the official server takes nothing for an empty one. */
    private static final Set<String> MAY_BE_MISSING = Set.of(
            "setWebhook url",
            "setMyCommands commands",
            "restrictChatMember permissions",
            "setChatPermissions permissions");

    private RequiredParameters() {}

    static void check(String method, String parameter) throws Rejected {
        String both = method + " " + parameter;
        if (!MAY_BE_MISSING.contains(both)) {
            throw new Rejected(BY_METHOD.getOrDefault(
                    both, BY_PARAMETER.getOrDefault(parameter, "Parameter \"" + parameter + "\" is required")));
        }
    }

    /** Numbers that can't be one are read as none by the official server. */
    static boolean isAsGoodAsMissing(String parameter, Tl value) {
        return Set.of("user_id", "message_id").contains(parameter)
                && value instanceof Tl.Int(long number)
                && number <= 0;
    }

    /** Each optional alone, but not without one another. */
    static void checkTogether(String method, Map<String, Tl> params) throws Rejected {
        if (!method.startsWith("editMessage") && !method.equals("stopMessageLiveLocation")) {
            return;
        }
        if (method.equals("editMessageText") && !params.containsKey("text") && !params.containsKey("rich_message")) {
            throw new Rejected("Message text is empty");
        }
        boolean message = params.containsKey("message_id");
        boolean chat = params.containsKey("chat_id");
        if (!message && !chat && !params.containsKey("inline_message_id")) {
            throw new Rejected("Message identifier is not specified");
        }
        if (message && !chat) {
            throw new Rejected("chat_id is empty");
        }
        if (chat && !message) {
            throw new Rejected("message to edit not found");
        }
    }
}
