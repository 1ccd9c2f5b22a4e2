package dev.heatup.sandbox.spec;

import dev.heatup.text.EnumNames;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What members of a group may do: the fields of the Bot API's <a
 * href="https://core.telegram.org/bots/api#chatpermissions">ChatPermissions</a> without {@code can_}.
 */
public enum Permission implements EnumNames {
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

    /** Everything but what changes the group for others. */
    public static final Set<Permission> DEFAULTS = Collections.unmodifiableSet(
            EnumSet.complementOf(EnumSet.of(EDIT_TAG, CHANGE_INFO, PIN_MESSAGES, MANAGE_TOPICS)));

    /** Its field in the Bot API, {@code can_send_messages} for instance. */
    public String field() {
        return "can_" + written();
    }
}
