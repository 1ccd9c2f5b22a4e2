package dev.heatup.sandbox.bots;

import dev.heatup.sandbox.spec.Permission;
import dev.heatup.telegram.Tl;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads the parameter {@code permissions} as the official server does: what is missing is false, but for three that follow
 * another; and unless {@code use_independent_chat_permissions} says otherwise, some bring others with them.
 */
final class PermissionsParser {

    /** A missing one follows. */
    private static final Map<Permission, Permission> FOLLOWING = Map.of(
            Permission.REACT_TO_MESSAGES, Permission.SEND_MESSAGES,
            Permission.EDIT_TAG, Permission.PIN_MESSAGES,
            Permission.MANAGE_TOPICS, Permission.PIN_MESSAGES);

    static final Set<Permission> MEDIA =
            Collections.unmodifiableSet(EnumSet.range(Permission.SEND_AUDIOS, Permission.SEND_VOICE_NOTES));

    private PermissionsParser() {}

    static Set<Permission> given(BotCallContext context) {
        Tl.Obj given = context.params()
                .get("permissions")
                .map(Tl.Obj.class::cast)
                .orElseGet(() -> Tl.object().build());
        Set<Permission> all = EnumSet.noneOf(Permission.class);
        for (Permission permission : Permission.values()) {
            Permission asked = given.get(permission.field()).isPresent()
                    ? permission
                    : FOLLOWING.getOrDefault(permission, permission);
            if (given.bool(asked.field()).orElse(false)) {
                all.add(permission);
            }
        }
        if (!context.flag("use_independent_chat_permissions")) {
            imply(all);
        }
        return all;
    }

    private static void imply(Set<Permission> all) {
        if (all.contains(Permission.SEND_OTHER_MESSAGES) || all.contains(Permission.ADD_WEB_PAGE_PREVIEWS)) {
            all.addAll(MEDIA);
            all.add(Permission.SEND_MESSAGES);
        }
        if (all.contains(Permission.SEND_POLLS)) {
            all.add(Permission.SEND_MESSAGES);
        }
    }
}
