package dev.heatup.sandbox;

import dev.heatup.gateway.Tl;
import dev.heatup.sandbox.Chat.Door;
import dev.heatup.sandbox.Chat.Kind;
import dev.heatup.sandbox.DialogList.Dialog;
import dev.heatup.sandbox.Network.Scene;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Telegram's constructors, with the fields that clients of a test network look at. Dates are Unix seconds. */
final class Constructors {

    private static final int TEST_DC = 2;
    private static final int CONFIG_LIFE_SECONDS = 3600;

    private Constructors() {}

    /** Says that this is a test network on this machine, which is what the guard asks for. */
    static Tl.Obj config(Instant worldTime) {
        Tl.Obj dataCentre = Tl.constructor("dcOption")
                .with("id", TEST_DC)
                .with("ip_address", "127.0.0.1")
                .with("port", 443)
                .build();
        return Tl.constructor("config")
                .with("date", worldTime.getEpochSecond())
                .with("expires", worldTime.getEpochSecond() + CONFIG_LIFE_SECONDS)
                .with("test_mode", true)
                .with("this_dc", TEST_DC)
                .with("dc_options", List.of(dataCentre))
                .with("dc_txt_domain_name", "sandbox.test")
                .with("chat_size_max", 200_000)
                .with("message_length_max", 4096)
                .build();
    }

    static Tl.Obj resolved(Scene scene, Chat chat) {
        return Tl.constructor("contacts.resolvedPeer")
                .with("peer", peer(chat))
                .with("chats", List.of(channel(scene, chat)))
                .with("users", List.of())
                .build();
    }

    static Tl.Obj history(Scene scene, Chat chat, int count, List<Post> posts) {
        List<Tl.Obj> writers = posts.stream()
                .map(Post::author)
                .filter(Objects::nonNull)
                .distinct()
                .flatMap(name -> scene.state().account(name).stream())
                .map(Constructors::user)
                .toList();
        return Tl.constructor("messages.channelMessages")
                .with("pts", count)
                .with("count", count)
                .with(
                        "messages",
                        posts.stream().map(post -> message(scene, chat, post)).toList())
                .with("topics", List.of())
                .with("chats", List.of(channel(scene, chat)))
                .with("users", writers)
                .build();
    }

    static Tl.Obj message(Scene scene, Chat chat, Post post) {
        Tl.Builder message = Tl.constructor("message")
                .with("id", post.id())
                .with("peer_id", peer(chat))
                .with("date", post.date().getEpochSecond())
                .with("message", post.text())
                .with("post", chat.kind() == Kind.BROADCAST);
        String author = post.author();
        if (author != null) {
            Account writer = author.equals(scene.account().name)
                    ? scene.account()
                    : scene.state().account(author).orElseThrow();
            message.with("out", writer == scene.account()).with("from_id", peerUser(writer));
        }
        Long views = post.views();
        if (views != null) {
            message.with("views", views).with("forwards", 0);
        }
        Integer replyTo = post.replyTo();
        if (replyTo != null) {
            message.with(
                    "reply_to",
                    Tl.constructor("messageReplyHeader")
                            .with("reply_to_msg_id", replyTo)
                            .build());
        }
        return message.build();
    }

    static Tl.Obj newMessage(Scene scene, Chat chat, Tl.Obj message) {
        Tl.Obj update = Tl.constructor("updateNewChannelMessage")
                .with("message", message)
                .with("pts", message.integer("id").orElseThrow())
                .with("pts_count", 1)
                .build();
        return Tl.constructor("updates")
                .with("updates", List.of(update))
                .with("users", List.of(user(scene.account())))
                .with("chats", List.of(channel(scene, chat)))
                .with("date", scene.worldTime().getEpochSecond())
                .with("seq", 0)
                .build();
    }

    static Tl.Obj updates(Tl.Obj chat, Instant worldTime) {
        return Tl.constructor("updates")
                .with("updates", List.of())
                .with("users", List.of())
                .with("chats", List.of(chat))
                .with("date", worldTime.getEpochSecond())
                .with("seq", 0)
                .build();
    }

    static Tl.Obj messageViews(List<Tl.Obj> views) {
        return Tl.constructor("messages.messageViews")
                .with("views", views)
                .with("chats", List.of())
                .with("users", List.of())
                .build();
    }

    static Tl.Obj views(long views) {
        return Tl.constructor("messageViews")
                .with("views", views)
                .with("forwards", 0)
                .build();
    }

    static Tl.Obj noViews() {
        return Tl.constructor("messageViews").build();
    }

    static Tl.Obj dialogs(Scene scene, int total, List<Dialog> page) {
        Tl.Builder answer = page.size() == total
                ? Tl.constructor("messages.dialogs")
                : Tl.constructor("messages.dialogsSlice").with("count", total);
        return answer.with("dialogs", page.stream().map(Constructors::dialog).toList())
                .with(
                        "messages",
                        page.stream()
                                .filter(dialog -> dialog.topMessage() > 0)
                                .map(dialog -> message(
                                        scene,
                                        dialog.chat(),
                                        scene.timeline(dialog.chat()).post(dialog.topMessage())))
                                .toList())
                .with(
                        "chats",
                        page.stream()
                                .map(dialog -> channel(scene, dialog.chat()))
                                .toList())
                .with("users", List.of())
                .build();
    }

    private static Tl.Obj dialog(Dialog dialog) {
        return Tl.constructor("dialog")
                .with("peer", peer(dialog.chat()))
                .with("top_message", dialog.topMessage())
                .with("read_inbox_max_id", dialog.readMaxId())
                .with("read_outbox_max_id", 0)
                .with("unread_count", dialog.unread())
                .with("unread_mentions_count", 0)
                .with("unread_reactions_count", 0)
                .build();
    }

    static Tl.Obj channel(Scene scene, Chat chat) {
        return channel(scene, chat, scene.account().isMember(chat), 0);
    }

    /**
     * The chat as this account sees it once its request is done.
     *
     * @param newMembers what the request adds to the count of members
     */
    static Tl.Obj channel(Scene scene, Chat chat, boolean member, int newMembers) {
        boolean broadcast = chat.kind() == Kind.BROADCAST;
        if (chat.door() == Door.CLOSED) {
            return Tl.constructor("channelForbidden")
                    .with("id", chat.id())
                    .with("broadcast", broadcast)
                    .with("title", chat.title())
                    .build();
        }
        return Tl.constructor("channel")
                .with("id", chat.id())
                .with("title", chat.title())
                .with("username", chat.username().value())
                .with("broadcast", broadcast)
                .with("megagroup", !broadcast)
                .with("join_request", chat.door() == Door.APPROVAL)
                .with("left", !member)
                .with("date", World.BEGINNING.getEpochSecond())
                .with(
                        "participants_count",
                        chat.audience() + scene.state().traces(chat).members() + newMembers)
                .build();
    }

    private static Tl.Obj peer(Chat chat) {
        return Tl.constructor("peerChannel").with("channel_id", chat.id()).build();
    }

    private static Tl.Obj peerUser(Account account) {
        return Tl.constructor("peerUser").with("user_id", account.userId).build();
    }

    private static Tl.Obj user(Account account) {
        return Tl.constructor("user")
                .with("id", account.userId)
                .with("first_name", account.name)
                .build();
    }
}
