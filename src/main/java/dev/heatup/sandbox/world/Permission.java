package dev.heatup.sandbox.world;

import java.util.Locale;

/** What a member may do; the Bot API's ChatPermissions. */
public enum Permission {
    SEND_MESSAGES,
    SEND_AUDIOS,
    SEND_DOCUMENTS,
    SEND_PHOTOS,
    SEND_VIDEOS,
    SEND_VIDEO_NOTES,
    SEND_VOICE_NOTES,
    SEND_POLLS,
    SEND_OTHER_MESSAGES,
    ADD_WEB_PAGE_PREVIEWS,
    REACT_TO_MESSAGES,
    EDIT_TAG,
    CHANGE_INFO,
    INVITE_USERS,
    PIN_MESSAGES,
    MANAGE_TOPICS;

    /** {@code can_send_messages} for instance. */
    public String wireName() {
        return "can_" + name().toLowerCase(Locale.ROOT);
    }
}
