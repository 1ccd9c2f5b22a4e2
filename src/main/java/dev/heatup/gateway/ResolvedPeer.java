package dev.heatup.gateway;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Tl;
import java.util.List;
import java.util.Optional;

/**
 * What an answer to {@code contacts.resolveUsername} says of a peer
 * (<a href="https://core.telegram.org/constructor/contacts.resolvedPeer">contacts.resolvedPeer</a>). A flag that is not
 * exactly {@code true} is not set.
 */
final class ResolvedPeer {

    static final String METHOD = "contacts.resolveUsername";

    private ResolvedPeer() {}

    static Call question(String username) {
        return new Call.InvokeRaw(
                METHOD,
                Tl.object()
                        .with("username", username.startsWith("@") ? username.substring(1) : username)
                        .build(),
                null);
    }

    /** Only what is plainly a bot or a group: no person, no channel, nothing that the answer leaves open. */
    static boolean isBotOrGroup(Tl answer) {
        return answer instanceof Tl.Obj resolved
                && resolved.name().equals("contacts.resolvedPeer")
                && resolved.get("peer").orElse(null) instanceof Tl.Obj peer
                && switch (peer.name()) {
                    case "peerUser" -> all(resolved, "users", peer.integer("user_id"), ResolvedPeer::isBot);
                    case "peerChannel" -> all(resolved, "chats", peer.integer("channel_id"), ResolvedPeer::isGroup);
                    case "peerChat" -> all(resolved, "chats", peer.integer("chat_id"), ResolvedPeer::isSmallGroup);
                    default -> false;
                };
    }

    private interface Kind {
        boolean is(Tl.Obj constructor);
    }

    /** There is one with this id, and whatever has it is of the kind. */
    private static boolean all(Tl.Obj resolved, String list, Optional<Long> id, Kind kind) {
        List<Tl> found = resolved.list(list).stream()
                .filter(item -> item instanceof Tl.Obj object
                        && id.isPresent()
                        && object.integer("id").equals(id))
                .toList();
        return !found.isEmpty() && found.stream().allMatch(item -> item instanceof Tl.Obj object && kind.is(object));
    }

    private static boolean isBot(Tl.Obj user) {
        return user.name().equals("user") && is(user, "bot");
    }

    /** A gigagroup is a group by its flag, and only its administrators write there. */
    private static boolean isGroup(Tl.Obj channel) {
        return channel.name().equals("channel")
                && is(channel, "megagroup")
                && isNot(channel, "broadcast")
                && isNot(channel, "gigagroup");
    }

    private static boolean isSmallGroup(Tl.Obj chat) {
        return chat.name().equals("chat");
    }

    private static boolean is(Tl.Obj constructor, String flag) {
        return constructor.bool(flag).orElse(false);
    }

    /** Absent or exactly {@code false}. */
    private static boolean isNot(Tl.Obj constructor, String flag) {
        return constructor.get(flag).isEmpty()
                || constructor.bool(flag).filter(set -> !set).isPresent();
    }
}
