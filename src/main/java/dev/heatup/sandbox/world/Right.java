package dev.heatup.sandbox.world;

import java.util.Locale;

/** What an administrator may do; the Bot API's ChatAdministratorRights. */
public enum Right {
    MANAGE_CHAT,
    DELETE_MESSAGES,
    MANAGE_VIDEO_CHATS,
    RESTRICT_MEMBERS,
    PROMOTE_MEMBERS,
    CHANGE_INFO,
    INVITE_USERS,
    POST_STORIES,
    EDIT_STORIES,
    DELETE_STORIES,
    POST_MESSAGES,
    EDIT_MESSAGES,
    PIN_MESSAGES,
    MANAGE_TOPICS,
    MANAGE_DIRECT_MESSAGES,
    MANAGE_TAGS;

    /** {@code can_delete_messages} for instance. */
    public String wireName() {
        return "can_" + name().toLowerCase(Locale.ROOT);
    }
}
