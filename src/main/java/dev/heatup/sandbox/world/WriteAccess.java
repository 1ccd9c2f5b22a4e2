package dev.heatup.sandbox.world;

import dev.heatup.sandbox.spec.Permission;
import java.time.Duration;
import java.time.Instant;

/** Whether somebody may write in a channel or group. */
public sealed interface WriteAccess {

    record Free() implements WriteAccess {}

    /** Is not in: never was, went, waits for approval, or is kept out. */
    record Outside(boolean banned) implements WriteAccess {}

    /** Is in a chat where nobody of that kind writes. */
    record Closed() implements WriteAccess {}

    /** Is in with permissions of their own, and may not. */
    record Restricted() implements WriteAccess {}

    /** Slow mode: has to wait. */
    record TooSoon(Duration left) implements WriteAccess {}

    static WriteAccess of(Chat chat, ChatState state, Actor who, Instant now) {
        Member member = state.member(who, now);
        if (!member.isIn()) {
            return new Outside(member.status() == Member.Status.KICKED);
        }
        if (chat.kind() == Chat.Kind.BROADCAST) {
            return new Closed();
        }
        if (!member.may(Permission.SEND_MESSAGES, state.permissions())) {
            return member.status() == Member.Status.RESTRICTED ? new Restricted() : new Closed();
        }
        Duration left = slowModeLeft(chat, state, who, now);
        return left.isPositive() ? new TooSoon(left) : new Free();
    }

    /** How long slow mode still keeps somebody from the next message; not positive for who may write now. */
    static Duration slowModeLeft(Chat chat, ChatState state, Actor who, Instant now) {
        return isSlowed(chat, state, who, now)
                ? state.lastWrote(who)
                        .map(last ->
                                Duration.between(now, last.plus(chat.manner().slowMode())))
                        .orElse(Duration.ZERO)
                : Duration.ZERO;
    }

    /** Whether slow mode is for them; administrators are exempt. */
    static boolean isSlowed(Chat chat, ChatState state, Actor who, Instant now) {
        return chat.manner().slowMode().isPositive() && state.member(who, now).status() != Member.Status.ADMINISTRATOR;
    }
}
