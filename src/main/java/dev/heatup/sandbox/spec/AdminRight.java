package dev.heatup.sandbox.spec;

import dev.heatup.text.EnumNames;

/**
 * What an administrator may do: the fields of the Bot API's <a
 * href="https://core.telegram.org/bots/api#chatadministratorrights">ChatAdministratorRights</a> without {@code can_}.
 * Being anonymous is left out, it is for people.
 */
public enum AdminRight implements EnumNames {
    MANAGE_CHAT(Where.ANYWHERE),
    DELETE_MESSAGES(Where.ANYWHERE),
    MANAGE_VIDEO_CHATS(Where.ANYWHERE),
    RESTRICT_MEMBERS(Where.ANYWHERE),
    PROMOTE_MEMBERS(Where.ANYWHERE),
    CHANGE_INFO(Where.ANYWHERE),
    INVITE_USERS(Where.ANYWHERE),
    POST_STORIES(Where.ANYWHERE),
    EDIT_STORIES(Where.ANYWHERE),
    DELETE_STORIES(Where.ANYWHERE),
    POST_MESSAGES(Where.CHANNELS),
    EDIT_MESSAGES(Where.CHANNELS),
    PIN_MESSAGES(Where.GROUPS),
    MANAGE_TOPICS(Where.GROUPS),
    MANAGE_DIRECT_MESSAGES(Where.CHANNELS),
    MANAGE_TAGS(Where.GROUPS);

    private final Where where;

    AdminRight(Where where) {
        this.where = where;
    }

    /** Its field in the Bot API, {@code can_pin_messages} for instance. */
    public String field() {
        return "can_" + written();
    }

    public boolean existsInChannels() {
        return where != Where.GROUPS;
    }

    public boolean existsInGroups() {
        return where != Where.CHANNELS;
    }

    private enum Where {
        ANYWHERE,
        CHANNELS,
        GROUPS
    }
}
