package dev.heatup.sandbox.world;

import dev.heatup.sandbox.spec.AdminRight;
import dev.heatup.sandbox.spec.Permission;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How somebody stands to a chat.
 *
 * @param rights an administrator's; empty for all others
 * @param permissions a restricted one's own; empty for all others
 * @param until when a restriction or ban ends, null for never
 */
public record Member(
        Status status,
        Set<AdminRight> rights,
        Set<Permission> permissions,
        @Nullable Instant until) {

    public static final Member NOBODY = new Member(Status.LEFT, Set.of(), Set.of(), null);
    public static final Member PLAIN = new Member(Status.MEMBER, Set.of(), Set.of(), null);

    public Member {
        rights = Set.copyOf(rights);
        permissions = Set.copyOf(permissions);
    }

    /** The Bot API's words for it, in lower case, but for one more. */
    public enum Status {
        ADMINISTRATOR,
        MEMBER,
        /** In the chat with permissions of its own. */
        RESTRICTED,
        /** Out, and restricted as soon as in; to the Bot API, restricted and no member. */
        RESTRICTED_LEFT,
        LEFT,
        /** Out, and kept out. */
        KICKED
    }

    public static Member administrator(Set<AdminRight> rights) {
        return new Member(Status.ADMINISTRATOR, rights, Set.of(), null);
    }

    public static Member restricted(Set<Permission> permissions, @Nullable Instant until) {
        return new Member(Status.RESTRICTED, Set.of(), permissions, until);
    }

    public static Member kicked(@Nullable Instant until) {
        return new Member(Status.KICKED, Set.of(), Set.of(), until);
    }

    public boolean isIn() {
        return switch (status) {
            case ADMINISTRATOR, MEMBER, RESTRICTED -> true;
            case RESTRICTED_LEFT, LEFT, KICKED -> false;
        };
    }

    /** Once they are in: a restriction outlasts that they were out. */
    public Member entered() {
        return status == Status.RESTRICTED_LEFT ? restricted(permissions, until) : PLAIN;
    }

    /** Once they are out by themselves: a restriction stays. */
    public Member gone() {
        return switch (status) {
            case RESTRICTED, RESTRICTED_LEFT -> new Member(Status.RESTRICTED_LEFT, Set.of(), permissions, until);
            case ADMINISTRATOR, MEMBER, LEFT, KICKED -> NOBODY;
        };
    }

    /** As it is at {@code now}: what was limited in time is over once its time is. */
    public Member at(Instant now) {
        if (until == null || now.isBefore(until)) {
            return this;
        }
        return switch (status) {
            case RESTRICTED -> PLAIN;
            case RESTRICTED_LEFT, KICKED -> NOBODY;
            case ADMINISTRATOR, MEMBER, LEFT -> this;
        };
    }

    public boolean has(AdminRight right) {
        return rights.contains(right);
    }

    /** @param inChat what the chat allows its members */
    public boolean may(Permission permission, Set<Permission> inChat) {
        return switch (status) {
            case ADMINISTRATOR -> true;
            case MEMBER -> inChat.contains(permission);
            case RESTRICTED -> permissions.contains(permission) && inChat.contains(permission);
            case RESTRICTED_LEFT, LEFT, KICKED -> false;
        };
    }
}
