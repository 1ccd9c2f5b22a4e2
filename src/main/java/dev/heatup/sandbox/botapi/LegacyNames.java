package dev.heatup.sandbox.botapi;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What Telegram's documentation has no more and its server keeps, because older clients know nothing else. */
final class LegacyNames {

    /** In small letters. */
    private static final Map<String, String> METHODS =
            Map.of("kickchatmember", "banchatmember", "getchatmemberscount", "getchatmembercount");

    /** Beside those that took their place. */
    static final Set<String> FIELDS = Set.of(
            "forward_from",
            "forward_from_chat",
            "forward_from_message_id",
            "forward_sender_name",
            "forward_date",
            "can_manage_voice_chats",
            "can_send_media_messages");

    private LegacyNames() {}

    /** What the method is called today, in small letters. */
    static String method(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return METHODS.getOrDefault(lower, lower);
    }
}
