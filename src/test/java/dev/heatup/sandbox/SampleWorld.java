package dev.heatup.sandbox;

import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.jdbc.SqliteEventLog;
import dev.heatup.sandbox.spec.yaml.CorpusSource;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.spec.yaml.WorldFiles;
import dev.heatup.sandbox.world.World;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** A described world with bots of several ranks. */
final class SampleWorld {

    static final String GAZETTE = "hu_gazette";

    /** Where the gazette is discussed. */
    static final String SQUARE = "hu_square";

    /** With the topics Cats, which message 2 opens, and Dogs. */
    static final String FORUM = "hu_forum";

    /** Joined by its invite link, with approval. */
    static final String CLUB = "hu_club";

    static final String SLOW = "hu_slow";

    /** Administers everything. */
    static final BotToken WARDEN = token(1001);

    static final String WARDEN_NAME = "hu_warden_bot";

    /** A plain member with privacy mode. */
    static final BotToken GUEST = token(1002);

    static final String GUEST_NAME = "hu_guest_bot";

    /** A plain member without privacy mode. */
    static final BotToken NOSY = token(1003);

    /** Administers the square, the gazette and the slow group, and may do nothing there. */
    static final BotToken FIGUREHEAD = token(1004);

    static final List<BotToken> BOTS = List.of(WARDEN, GUEST, NOSY, FIGUREHEAD);

    private static final String WORLD = """
            name: village
            seed: 7
            channels:
              - username: hu_gazette
                title: Gazette
                topic: news
                language: en
                posts_per_day: 24
                discussion: hu_square
            groups:
              - {username: hu_square, title: Square, topic: community, language: en}
              - {username: hu_forum, title: Forum, topic: community, language: en, topics: [General, Cats, Dogs]}
              - {username: hu_club, title: Club, topic: community, language: en, private: true, approval: true}
              - {username: hu_slow, title: Slow, topic: community, language: en, slow_mode_seconds: 60}
            bots:
              - username: hu_warden_bot
                name: Warden
                id: 1001
                chats:
                  - {chat: hu_gazette, rights: [post_messages, edit_messages, delete_messages, restrict_members]}
                  - {chat: hu_square, rights: [delete_messages, restrict_members, promote_members, pin_messages]}
                  - {chat: hu_forum, rights: [delete_messages, restrict_members, pin_messages]}
                  - {chat: hu_club, rights: [invite_users, restrict_members]}
              - username: hu_guest_bot
                name: Guest
                id: 1002
                chats: [{chat: hu_square}, {chat: hu_forum}, {chat: hu_slow}]
              - {username: hu_nosy_bot, name: Nosy, id: 1003, privacy: false, chats: [{chat: hu_square}]}
              - username: hu_figurehead_bot
                name: Figurehead
                id: 1004
                chats:
                  - {chat: hu_square, rights: [manage_chat]}
                  - {chat: hu_gazette, rights: [manage_chat]}
                  - {chat: hu_slow, rights: [manage_chat]}
            """;

    private SampleWorld() {}

    static World world() {
        return switch (WorldFiles.parse(WORLD, CorpusSource.none())) {
            case WorldFile.Read read -> World.of(read.world(), List.of(), Stream::empty);
            case WorldFile.Invalid(var problems) -> throw new AssertionError(problems);
        };
    }

    static Sandbox open(Path folder, InstantSource time) {
        return Sandbox.open(SqliteEventLog.open(folder, TestWorlds.SEED, () -> 0), world(), List.of(), time, 1);
    }

    private static BotToken token(long id) {
        return BotToken.parse(id + ":test").orElseThrow();
    }
}
