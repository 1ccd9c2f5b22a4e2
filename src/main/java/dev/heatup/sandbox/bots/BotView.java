package dev.heatup.sandbox.bots;

import dev.heatup.sandbox.spec.AdminRight;
import dev.heatup.sandbox.spec.Permission;
import dev.heatup.sandbox.world.Account;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.BotAccount;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Member;
import dev.heatup.sandbox.world.Message;
import dev.heatup.sandbox.world.WorldState;
import dev.heatup.telegram.Tl;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The world in the Bot API's types. Nothing that the network hides is in here. */
record BotView(WorldState state) {

    Tl.Obj user(Account account) {
        Tl.Builder user =
                Tl.object().with("id", account.userId()).with("is_bot", false).with("first_name", account.firstName());
        String username = account.username();
        if (username != null) {
            user.with("username", username);
        }
        return user.with("language_code", account.language()).build();
    }

    Tl.Obj user(BotAccount bot) {
        return botUser(bot).build();
    }

    /** With what only the bot itself is told. */
    Tl.Obj self(BotAccount bot) {
        return botUser(bot)
                .with("can_join_groups", true)
                .with("can_read_all_group_messages", bot.readsAll())
                .with("supports_inline_queries", false)
                .with("can_connect_to_business", false)
                .with("has_main_web_app", false)
                .build();
    }

    private static Tl.Builder botUser(BotAccount bot) {
        return Tl.object()
                .with("id", bot.id())
                .with("is_bot", true)
                .with("first_name", bot.name())
                .with("username", bot.username());
    }

    /** A person or a bot; empty for the network itself. */
    Optional<Tl.Obj> user(Actor actor) {
        return switch (actor) {
            case Actor.Person(String name) -> state.account(name).map(this::user);
            case Actor.Bot(long id) -> state.bot(id).map(this::user);
            case Actor.Network _, Actor.Operator _ -> Optional.empty();
        };
    }

    /** By user id, of a person or a bot. */
    Optional<Tl.Obj> user(long id) {
        return state.account(id).map(this::user).or(() -> state.bot(id).map(this::user));
    }

    Tl.Obj chat(ChatState chat) {
        return chat.chat().map(BotView::chat).orElseGet(() -> privateChat((ChatKey.Direct) chat.key()));
    }

    static Tl.Obj chat(Chat chat) {
        Tl.Builder fields = Tl.object()
                .with("id", chat.botApiId())
                .with(
                        "type",
                        switch (chat.kind()) {
                            case GROUP -> "supergroup";
                            case BROADCAST -> "channel";
                        })
                .with("title", chat.title());
        if (chat.isListed()) {
            fields.with("username", chat.name().value());
        }
        return (chat.isForum() ? fields.with("is_forum", true) : fields).build();
    }

    private Tl.Obj privateChat(ChatKey.Direct key) {
        return state.account(key.account()).map(this::privateChat).orElseThrow();
    }

    Tl.Obj privateChat(Account account) {
        Tl.Builder chat = Tl.object()
                .with("id", account.userId())
                .with("type", "private")
                .with("first_name", account.firstName());
        String username = account.username();
        return (username == null ? chat : chat.with("username", username)).build();
    }

    Tl.Obj message(ChatState chat, Message message) {
        return new MessageView(this).message(chat, message);
    }

    Tl.Obj member(ChatState chat, Actor who, Member member) {
        Tl.Builder fields = Tl.object();
        Tl user = user(who).orElseThrow();
        long until =
                Optional.ofNullable(member.until()).map(Instant::getEpochSecond).orElse(0L);
        return switch (member.status()) {
            case ADMINISTRATOR -> {
                fields.with("status", "administrator").with("user", user).with("can_be_edited", false);
                fields.with("is_anonymous", false);
                yield rights(fields, chat, member.rights()).build();
            }
            case MEMBER -> fields.with("status", "member").with("user", user).build();
            case RESTRICTED, RESTRICTED_LEFT -> {
                fields.with("status", "restricted").with("user", user).with("is_member", member.isIn());
                yield permissions(fields, member.permissions())
                        .with("until_date", until)
                        .build();
            }
            case LEFT -> fields.with("status", "left").with("user", user).build();
            case KICKED ->
                fields.with("status", "kicked")
                        .with("user", user)
                        .with("until_date", until)
                        .build();
        };
    }

    /** Of the existing ones in such a chat. */
    private static Tl.Builder rights(Tl.Builder fields, ChatState chat, Set<AdminRight> rights) {
        boolean channel = isChannel(chat);
        for (AdminRight right : AdminRight.values()) {
            if (channel ? right.existsInChannels() : right.existsInGroups()) {
                fields.with(right.field(), right == AdminRight.MANAGE_CHAT || rights.contains(right));
            }
        }
        // Its former name, which older clients read.
        return fields.with("can_manage_voice_chats", rights.contains(AdminRight.MANAGE_VIDEO_CHATS));
    }

    static boolean isChannel(ChatState chat) {
        return chat.chat()
                .filter(described -> described.kind() == Chat.Kind.BROADCAST)
                .isPresent();
    }

    static Tl.Builder permissions(Tl.Builder fields, Set<Permission> permissions) {
        for (Permission permission : Permission.values()) {
            fields.with(permission.field(), permissions.contains(permission));
        }
        // Was one permission once, which older clients read.
        return fields.with("can_send_media_messages", permissions.stream().anyMatch(PermissionsParser.MEDIA::contains));
    }

    static List<Tl.Obj> reactions(List<String> emoji) {
        return emoji.stream().map(BotView::reaction).toList();
    }

    /** How often each is on a message, the most frequent first. */
    static List<Tl.Obj> reactionCounts(Map<Actor, List<String>> reactions) {
        Map<String, Integer> counts = new TreeMap<>();
        reactions.values().forEach(emoji -> emoji.forEach(one -> counts.merge(one, 1, Integer::sum)));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(count -> Tl.object()
                        .with("type", reaction(count.getKey()))
                        .with("total_count", count.getValue())
                        .build())
                .toList();
    }

    private static Tl.Obj reaction(String emoji) {
        return Tl.object().with("type", "emoji").with("emoji", emoji).build();
    }
}
