package dev.heatup.sandbox.score;

import dev.heatup.sandbox.score.ScoreBuilder.Place;
import dev.heatup.sandbox.spec.Permission;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Effect.AttemptRefused.Reason;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.Member;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose act keeps somebody from writing: the last that took the right which is missing. Nobody's, when they left by
 * themselves, when the world's description forbids it, and in slow mode. A request to join that is not answered is kept
 * waiting by those who look after that chat's requests: who answered any of them, or wrote to somebody who was waiting.
 * Not thread-safe.
 */
final class WriteBlockers {

    private final Map<Place, Access> access = new HashMap<>();
    private final Map<Actor, Set<ChatKey>> waiting = new HashMap<>();
    private final Map<ChatKey, Set<Actor>> doorkeepers = new HashMap<>();
    private final Map<ChatKey, Set<Actor>> closers = new HashMap<>();

    /** How somebody stands to a chat, and by whose act. */
    private static final class Access {
        boolean isIn;

        @Nullable
        Actor banned;

        @Nullable
        Actor muted;

        @Nullable
        Actor out;
    }

    void see(Event event) {
        Actor actor = event.actor();
        switch (event.effect()) {
            case Effect.Joined(ChatKey chat, int _) -> enters(chat, actor);
            case Effect.Left(ChatKey chat) -> leaves(chat, actor, null);
            case Effect.JoinRequested(ChatKey chat) -> {
                of(chat, actor).out = null;
                waiting.computeIfAbsent(actor, who -> new HashSet<>()).add(chat);
            }
            case Effect.JoinAnswered(ChatKey chat, Actor who, boolean approved) -> {
                doorkeepers(chat).add(actor);
                if (approved) {
                    enters(chat, who);
                } else {
                    leaves(chat, who, actor);
                }
            }
            case Effect.MemberSet(ChatKey chat, Actor who, Member member) -> set(chat, who, member, actor);
            case Effect.PermissionsSet(ChatKey chat, Set<Permission> permissions) ->
                closers.put(chat, permissions.contains(Permission.SEND_MESSAGES) ? Set.of() : Set.of(actor));
            case Effect.MessageSent sent
            when sent.chat() instanceof ChatKey.Direct(String account, long bot) -> {
                if (actor.equals(new Actor.Bot(bot))) {
                    waiting.getOrDefault(new Actor.Person(account), Set.of())
                            .forEach(chat -> doorkeepers(chat).add(actor));
                }
            }
            default -> {}
        }
    }

    /** @return may grow while the log is read on */
    Set<Actor> of(Reason reason, ChatKey chat, Actor who) {
        Access is = of(chat, who);
        return switch (reason) {
            case BANNED -> only(is.banned);
            case RESTRICTED -> is.muted == null ? closers(chat) : Set.of(is.muted);
            case CLOSED -> closers(chat);
            case OUTSIDE -> isWaiting(chat, who) ? doorkeepers(chat) : only(is.out);
            case SLOW_MODE, STANDING -> Set.of();
        };
    }

    private static Set<Actor> only(@Nullable Actor actor) {
        return actor == null ? Set.of() : Set.of(actor);
    }

    private Set<Actor> closers(ChatKey chat) {
        return closers.getOrDefault(chat, Set.of());
    }

    private Set<Actor> doorkeepers(ChatKey chat) {
        return doorkeepers.computeIfAbsent(chat, c -> new HashSet<>());
    }

    private Access of(ChatKey chat, Actor who) {
        return access.computeIfAbsent(new Place(chat, who), place -> new Access());
    }

    private void set(ChatKey chat, Actor who, Member member, Actor by) {
        Access is = of(chat, who);
        switch (member.status()) {
            case ADMINISTRATOR, MEMBER -> {
                is.muted = null;
                enters(chat, who);
            }
            case RESTRICTED -> {
                is.muted = muted(member, by);
                enters(chat, who);
            }
            case RESTRICTED_LEFT -> is.muted = muted(member, by);
            case LEFT -> putOut(chat, who, by);
            case KICKED -> {
                is.banned = by;
                putOut(chat, who, by);
            }
        }
    }

    private static @Nullable Actor muted(Member member, Actor by) {
        return member.permissions().contains(Permission.SEND_MESSAGES) ? null : by;
    }

    /** Who is out already stays out by whose act it was. */
    private void putOut(ChatKey chat, Actor who, Actor by) {
        if (of(chat, who).isIn || isWaiting(chat, who)) {
            leaves(chat, who, by);
        }
    }

    private void enters(ChatKey chat, Actor who) {
        Access is = of(chat, who);
        is.isIn = true;
        is.out = null;
        waitsNoLonger(chat, who);
    }

    private void leaves(ChatKey chat, Actor who, @Nullable Actor by) {
        Access is = of(chat, who);
        is.isIn = false;
        is.out = by;
        waitsNoLonger(chat, who);
    }

    private boolean isWaiting(ChatKey chat, Actor who) {
        return waiting.getOrDefault(who, Set.of()).contains(chat);
    }

    private void waitsNoLonger(ChatKey chat, Actor who) {
        Set<ChatKey> chats = waiting.get(who);
        if (chats != null) {
            chats.remove(chat);
        }
    }
}
