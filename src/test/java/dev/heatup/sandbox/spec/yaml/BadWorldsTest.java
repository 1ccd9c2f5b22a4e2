package dev.heatup.sandbox.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadWorldsTest {

    private static final String TALK = """
            name: bad
            population: {size: 10}
            groups:
              - {username: hu_talk, title: Talk, topic: news}
            """;

    private static final String CHANNEL = """
            name: bad
            channels:
              - username: hu_news
                title: News
                topic: news
            """;

    /** The file, and each of its problems as it is shown. */
    static Stream<Arguments> files() {
        return Stream.of(documents(), scalars(), populations(), chats(), bots(), moderation(), faults(), sums())
                .flatMap(stream -> stream);
    }

    private static Stream<Arguments> documents() {
        return Stream.of(
                arguments(
                        "",
                        List.of(
                                "line 1, column 1: a world consists of fields; the first is its name, like name: my-world")),
                arguments(
                        "- a",
                        List.of(
                                "line 1, column 1: a world consists of fields; the first is its name, like name: my-world")),
                arguments(
                        "name: a\nseed: [1",
                        List.of("line 2, column 9: this is not YAML: expected ',' or ']', but got <stream end>")),
                arguments(
                        "name: a: b",
                        List.of("line 1, column 8: this is not YAML: mapping values are not allowed here")),
                arguments(
                        "name: a\n\tseed: 1",
                        List.of(
                                "line 2, column 1: this is not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)")),
                arguments(
                        "name: a\n---\nname: b",
                        List.of("line 2, column 1: this is not YAML: but found another document")),
                arguments(
                        "name: a\nseed: \u0007",
                        List.of("line 2, column 7: there is a character here that YAML does not allow")),
                arguments(
                        "name: &a b\nseed: 1",
                        List.of("line 1, column 7: anchors and aliases (& and *) are not allowed; quote a text")),
                arguments(
                        "name: a\npools: &p [x]\nchannels: *p",
                        List.of(
                                "line 2, column 8: anchors and aliases (& and *) are not allowed; quote a text",
                                "line 3, column 11: anchors and aliases (& and *) are not allowed; quote a text")),
                arguments(
                        "name: !!java.net.URL [x]",
                        List.of("line 1, column 7: tags (!) are not allowed; quote a text that begins so")),
                arguments(
                        "name: " + "[".repeat(30) + "]".repeat(30),
                        List.of("line 1, column 22: fields are nested too deeply")),
                arguments("name: a\n? [x]\n: 1", List.of("line 2, column 3: the name of a field must be a word")),
                arguments("name: a\nname: b", List.of("line 2, column 1: name: is there twice; line 1 has it already")),
                arguments("x".repeat((16 << 20) + 1), List.of("line 1, column 1: a world file has at most 4 MiB")));
    }

    private static Stream<Arguments> scalars() {
        return Stream.of(
                arguments("seed: 1", List.of("line 1, column 1: name: is missing; needed is a text")),
                arguments("name:", List.of("line 1, column 1: name: is missing; needed is a text")),
                arguments("name: My World", List.of("line 1, column 7: name: allowed are 1 to 64 of a-z, 0-9 and -")),
                arguments("name: [a]", List.of("line 1, column 7: name: allowed is a text")),
                arguments(
                        "name: a\nsede: 1\ncolour: red",
                        List.of(
                                "line 2, column 1: sede: there is no such field; did you mean seed?",
                                "line 3, column 1: colour: there is no such field; allowed are name, seed, starts, pools, "
                                        + "population, channels, groups, bots, moderation, faults")),
                arguments(
                        "name: a\nseed: 1.5", List.of("line 2, column 7: seed: allowed is a whole number, not '1.5'")),
                arguments(
                        "name: a\nseed: \"1\"", List.of("line 2, column 7: seed: allowed is a whole number, not '1'")),
                arguments(
                        "name: a\nseed: 9223372036854775808",
                        List.of("line 2, column 7: seed: allowed is a whole number, not '9223372036854775808'")),
                arguments(
                        "name: a\nstarts: tomorrow",
                        List.of(
                                "line 2, column 9: starts: allowed is a time like 2026-03-02T09:00:00Z, not 'tomorrow'")),
                arguments(
                        "name: a\nstarts: 1970-01-01T00:00:00Z",
                        List.of("line 2, column 9: starts: allowed is 2014-01-01T00:00:00Z to 2037-01-01T00:00:00Z")),
                arguments(
                        "name: a\npools: [default, \"a b\", default]",
                        List.of(
                                "line 2, column 18: pools[1]: allowed are 1 to 64 of A-Z, a-z, 0-9, _ and -",
                                "line 2, column 25: pools[2]: 'default' is there twice")),
                arguments("name: a\npools: default", List.of("line 2, column 8: pools: allowed is a list")),
                arguments(
                        "name: a\nbots: [x]",
                        List.of("line 2, column 8: bots[0]: allowed are fields, each a name, a colon and a value")));
    }

    private static Stream<Arguments> populations() {
        return Stream.of(
                arguments(
                        "name: a\npopulation: {}",
                        List.of("line 2, column 13: population.size: is missing; needed is a whole number")),
                arguments(
                        "name: a\npopulation: 500",
                        List.of("line 2, column 13: population: allowed are fields, each a name, a colon and a value")),
                arguments(
                        "name: a\npopulation:\n  size: 100001\n  languages: {ru: 0.6, en: 0.3}\n  utc_offset_hours: 15\n"
                                + "  visits_per_day: 201\n  activity: [1, 2]",
                        List.of(
                                "line 3, column 9: population.size: allowed is 0 to 100000, not 100001",
                                "line 4, column 14: population.languages: the shares must sum to 1, not 0.9",
                                "line 5, column 21: population.utc_offset_hours: allowed is -12 to 14, not 15",
                                "line 6, column 19: population.visits_per_day: allowed is 0, or 0.01 to 200, not 201.0",
                                "line 7, column 13: population.activity: needs 24 weights, one for each hour from midnight, not 2")),
                arguments(
                        "name: a\npopulation:\n  size: 1\n  languages: {english: 1}",
                        List.of(
                                "line 4, column 14: population.languages: allowed is a two-letter language code, like en or ru")),
                arguments(
                        "name: a\npopulation:\n  size: 1\n  languages: {en: most}",
                        List.of("line 4, column 19: population.languages.en: allowed is a number, not 'most'")),
                arguments(
                        "name: a\npopulation:\n  size: many\n  activity: [" + "0, ".repeat(23) + "0]",
                        List.of(
                                "line 3, column 9: population.size: allowed is a whole number, not 'many'",
                                "line 4, column 13: population.activity: needs at least one weight above 0")));
    }

    private static Stream<Arguments> chats() {
        return Stream.of(
                arguments(
                        "name: a\nchannels:\n  - username: x\n    titel: News\n    topic: news",
                        List.of(
                                "line 3, column 5: channels[0].title: is missing; needed is a text",
                                "line 3, column 15: channels[0].username: allowed is a username of 5 to 32 of a-z, 0-9 and _, starting with a letter, not 'x'",
                                "line 4, column 5: channels[0].titel: there is no such field; did you mean title?")),
                arguments(
                        CHANNEL + "    posts_per_day: -1\n    audience: 1e9\n    reactions: some",
                        List.of(
                                "line 6, column 20: channels[0].posts_per_day: allowed is 0 to 1000, not -1.0",
                                "line 7, column 15: channels[0].audience: allowed is a whole number, not '1e9'",
                                "line 8, column 16: channels[0].reactions: allowed is all, none, or a list of emoji")),
                arguments(
                        CHANNEL + "    reactions: [\"👍\", like, \"👍\"]",
                        List.of(
                                "line 6, column 22: channels[0].reactions[1]: allowed is one emoji, like 👍",
                                "line 6, column 28: channels[0].reactions[2]: '👍' is there twice")),
                arguments(
                        CHANNEL + "    discussion: hu_talk",
                        List.of("line 6, column 17: channels[0].discussion: there is no group hu_talk in this world")),
                arguments(
                        CHANNEL
                                + "groups:\n  - {username: HU_News, title: \"a\\nb\", topic: x, slow_mode_seconds: 7, members: 2}",
                        List.of(
                                "line 7, column 32: groups[0].title: allowed are 1 to 128 characters on one line",
                                "line 7, column 69: groups[0].slow_mode_seconds: allowed is one of 0, 5, 10, 30, 60, 300, 900, 3600, not 7",
                                "line 7, column 81: groups[0].members: allowed is 0 to 1, not 2.0")),
                arguments(
                        CHANNEL + "groups:\n  - {username: \"@HU_News\", title: a, topic: x}",
                        List.of(
                                "line 7, column 16: groups[0].username: hu_news is the username of channels[0] already")),
                arguments(
                        TALK
                                + "    \n  - {username: hu_other, title: a, topic: x, private: yes, permissions: {send_mesages: true, change_info: 1}}",
                        List.of(
                                "line 6, column 55: groups[1].private: allowed is true or false, not 'yes'",
                                "line 6, column 74: groups[1].permissions.send_mesages: allowed is one of send_messages, send_audios, send_documents, send_photos, send_videos, send_video_notes, send_voice_notes, send_polls, send_other_messages, add_web_page_previews, react_to_messages, edit_tag, change_info, invite_users, pin_messages, manage_topics, not 'send_mesages'; did you mean send_messages?",
                                "line 6, column 107: groups[1].permissions.change_info: allowed is true or false, not '1'")),
                arguments(
                        TALK.replace("topic: news", "topic: news, topics: [General, General]"),
                        List.of("line 4, column 69: groups[0].topics[1]: 'General' is there twice")),
                arguments(
                        TALK + "channels:\n"
                                + "  - {username: hu_one, title: a, topic: x, discussion: hu_tolk}\n"
                                + "  - {username: hu_two, title: a, topic: x, discussion: hu_talk}\n"
                                + "  - {username: hu_three, title: a, topic: x, discussion: hu_talk}",
                        List.of(
                                "line 6, column 56: channels[0].discussion: there is no group hu_tolk in this world; did you mean hu_talk?",
                                "line 8, column 58: channels[2].discussion: hu_talk is the discussion of channels[1] already")));
    }

    private static Stream<Arguments> bots() {
        return Stream.of(
                arguments(
                        "name: a\nbots:\n  - {username: hu_guard, id: 0, payloads: [a b]}",
                        List.of(
                                "line 3, column 16: bots[0].username: a bot's username ends in bot",
                                "line 3, column 30: bots[0].id: allowed is 1 to 4503599627370495, not 0",
                                "line 3, column 44: bots[0].payloads[0]: allowed are 1 to 64 of A-Z, a-z, 0-9, _ and -")),
                arguments(
                        "name: a\nbots:\n  - {username: hu_one_bot, id: 5}\n  - {username: hu_two_bot, id: 5}",
                        List.of("line 4, column 32: bots[1].id: 5 is the id of bots[0] already")),
                arguments(
                        TALK
                                + "bots:\n  - username: hu_bot\n    chats: [{chat: hu_walk}, {chat: hu_talk, rights: [delete_massages, post_messages]}]",
                        List.of(
                                "line 7, column 55: bots[0].chats[1].rights[0]: allowed is one of manage_chat, delete_messages, manage_video_chats, restrict_members, promote_members, change_info, invite_users, post_stories, edit_stories, delete_stories, post_messages, edit_messages, pin_messages, manage_topics, manage_direct_messages, manage_tags, not 'delete_massages'; did you mean delete_messages?")),
                arguments(
                        TALK
                                + "bots:\n  - username: hu_bot\n    chats: [{chat: hu_walk}, {chat: hu_talk, rights: [post_messages]}, {chat: hu_talk}]",
                        List.of("line 7, column 72: bots[0].chats[2]: 'hu_talk' is there twice")),
                arguments(
                        TALK
                                + "bots:\n  - username: hu_bot\n    chats: [{chat: hu_walk}, {chat: hu_talk, rights: [post_messages]}]",
                        List.of(
                                "line 7, column 20: bots[0].chats[0].chat: there is no channel or group hu_walk in this world; did you mean hu_talk?",
                                "line 7, column 54: bots[0].chats[1].rights: post_messages exists in channels alone")),
                arguments(
                        CHANNEL + "bots:\n  - username: hu_bot\n    chats: [{chat: hu_news}]",
                        List.of(
                                "line 8, column 13: bots[0].chats[0].rights: a bot can be in a channel as an administrator alone, so it needs rights there")),
                arguments(
                        CHANNEL + "bots:\n  - username: hu_bot\n    chats: [{chat: hu_news, rights: [pin_messages]}]",
                        List.of("line 8, column 37: bots[0].chats[0].rights: pin_messages exists in groups alone")));
    }

    private static Stream<Arguments> moderation() {
        return Stream.of(
                // What can't be read is judged no further, and neither is the rest by it.
                arguments(
                        TALK
                                + "moderation:\n  - {chat: hu_talk, messages_per_hour: 1, edited_into_spam: x, forwarded: 0.5}",
                        List.of("line 6, column 61: moderation[0].edited_into_spam: allowed is a number, not 'x'")),
                arguments(
                        TALK + "moderation:\n  - {chat: hu_talk}",
                        List.of("line 6, column 5: moderation[0].messages_per_hour: is missing; needed is a number")),
                arguments(
                        TALK + "moderation:\n  - chat: hu_talk\n    messages_per_hour: 60\n"
                                + "    shares: {spam: 0.9, toxic: 0.2, clean: 0.1, spma: 1}\n    edited_into_spam: 0.6\n    forwarded: 0.5\n    newcomers: 2\n    taken_over: -1\n    corpus: ../mine.csv",
                        List.of(
                                "line 8, column 49: moderation[0].shares.spma: allowed is one of clean, spam, toxic, flood, hard_negative, not 'spma'; did you mean spam?",
                                "line 10, column 16: moderation[0].forwarded: edited_into_spam and forwarded share the spam, so together they are at most 1",
                                "line 11, column 16: moderation[0].newcomers: allowed is 0 to 1, not 2.0",
                                "line 12, column 17: moderation[0].taken_over: allowed is 0 to 1, not -1.0",
                                "line 13, column 13: moderation[0].corpus: allowed is the name of a file in the world file's folder or below it, or the file's lines themselves")),
                arguments(
                        TALK
                                + "moderation:\n  - {chat: hu_talk, messages_per_hour: 60, shares: {spam: 0.9, toxic: 0.2, clean: 0}}",
                        List.of(
                                "line 6, column 52: moderation[0].shares: the shares sum to at most 1, not 1.1",
                                "line 6, column 83: moderation[0].shares.clean: clean is the rest and is not named")),
                arguments(
                        TALK
                                + "moderation:\n  - {chat: hu_talk, messages_per_hour: 1}\n  - {chat: hu_talk, messages_per_hour: 1}\n  - {chat: hu_walk, messages_per_hour: 1}",
                        List.of(
                                "line 7, column 12: moderation[1].chat: hu_talk is the chat of moderation[0] already",
                                "line 8, column 12: moderation[2].chat: there is no group hu_walk in this world; did you mean hu_talk?")),
                arguments(
                        TALK.replace("size: 10", "size: 0") + "moderation:\n  - {chat: hu_talk, messages_per_hour: 1}",
                        List.of(
                                "line 6, column 5: moderation[0]: somebody has to write the messages: population.size must be above 0")),
                arguments(
                        TALK + "moderation:\n  - chat: hu_talk\n    messages_per_hour: 1\n    raids:\n"
                                + "      - {at: 30m, accounts: 11, messages: 20, for: 5m}\n",
                        List.of(
                                "line 9, column 29: moderation[0].raids[0].accounts: the population has 10 people, and no raid can have more")),
                arguments(
                        TALK + "moderation:\n  - chat: hu_talk\n    messages_per_hour: 1\n    raids:\n"
                                + "      - {at: 30 min, accounts: 5, messages: 4, for: 2h}\n      - {at: 1h, accounts: 5, messages: 5, for: 25h}",
                        List.of(
                                "line 9, column 14: moderation[0].raids[0].at: allowed is a number and ms, s, m or h, like 30m, not '30 min'",
                                "line 9, column 45: moderation[0].raids[0].messages: each account sends at least one, so at least 5 are needed",
                                "line 10, column 49: moderation[0].raids[1].for: allowed is 1s to 24h")),
                arguments(
                        TALK + "moderation:\n  - {chat: hu_talk, messages_per_hour: 1, corpus: nowhere.csv}",
                        List.of("line 6, column 51: moderation[0].corpus: there is no nowhere.csv here")),
                arguments(
                        TALK + "moderation:\n  - {chat: hu_talk, messages_per_hour: 1, corpus: bad.csv}",
                        List.of(
                                "line 6, column 51: moderation[0].corpus: line 2: label: not 'spim'; did you mean spam?")));
    }

    private static Stream<Arguments> faults() {
        return Stream.of(
                arguments(
                        "name: a\nfaults:\n  - method: sendMessage",
                        List.of("line 3, column 5: faults[0]: needs exactly one of error, delay, drop, lose_answer")),
                arguments(
                        "name: a\nfaults:\n  - {method: sendMessage, drop: true, delay: 2s}",
                        List.of("line 3, column 5: faults[0]: needs exactly one of error, delay, drop, lose_answer")),
                arguments(
                        "name: a\nfaults:\n  - {method: send message, drop: true, share: 0, from: 10m, until: 5m, account: a b}",
                        List.of(
                                "line 3, column 14: faults[0].method: allowed is a method like sendMessage or messages.sendMessage, or *",
                                "line 3, column 47: faults[0].share: allowed is above 0 and at most 1, not 0.0",
                                "line 3, column 68: faults[0].until: must be after from",
                                "line 3, column 81: faults[0].account: allowed is a session like p00001, or a bot's username")),
                arguments(
                        "name: a\nfaults:\n  - {method: \"*\", delay: 11m}",
                        List.of("line 3, column 26: faults[0].delay: allowed is 1ms to 10m")),
                arguments(
                        "name: a\nfaults:\n  - {method: \"*\", error: {code: 200, name: bad name, retry_after: 1500ms}}",
                        List.of(
                                "line 3, column 33: faults[0].error.code: allowed is 300 to 599, not 200",
                                "line 3, column 44: faults[0].error.name: allowed are 1 to 64 of A-Z, 0-9 and _, like CHAT_WRITE_FORBIDDEN",
                                "line 3, column 67: faults[0].error.retry_after: whole seconds are needed",
                                "line 3, column 67: faults[0].error.retry_after: belongs to the codes 420 and 429")),
                arguments(
                        "name: a\nfaults:\n  - {method: \"*\", error: {code: 400}}",
                        List.of("line 3, column 26: faults[0].error: needs a name, a description, or both")));
    }

    private static Stream<Arguments> sums() {
        return Stream.of(
                arguments(
                        "name: a\npopulation: {size: 1000000000000000000}",
                        List.of("line 2, column 20: population.size: allowed is 0 to 100000")),
                arguments(
                        "name: a\npopulation: {size: -99999999999}",
                        List.of("line 2, column 20: population.size: allowed is 0 to 100000")),
                arguments(
                        "name: a\npopulation: {size: 100000}\ngroups:\n"
                                + many(6, "  - {username: hu_group_%d, title: A, topic: a, members: 1}\n"),
                        List.of(
                                "line 4, column 3: groups: all together begin with at most 500000 members, each group with its share of population.size, not 600000")),
                arguments(
                        "name: a\nchannels:\n"
                                + many(101, "  - {username: hu_channel_%d, title: A, topic: a, posts_per_day: 1000}\n"),
                        List.of(
                                "line 3, column 3: channels: all together have at most 100000 posts_per_day, not 101000")),
                arguments(
                        "name: a\npopulation: {size: 1}\ngroups:\n"
                                + many(2, "  - {username: hu_group_%d, title: A, topic: a}\n")
                                + "moderation:\n"
                                + many(2, "  - {chat: hu_group_%d, messages_per_hour: 60000.5}\n"),
                        List.of(
                                "line 7, column 3: moderation: all together have at most 100000 messages_per_hour, not 120001")),
                arguments(
                        "name: a\npopulation: {size: 1}\ngroups:\n"
                                + "  - {username: hu_talk, title: A, topic: a}\n"
                                + "moderation:\n  - chat: hu_talk\n    messages_per_hour: 1\n    raids:\n"
                                + many(11, "      - {at: %dm, accounts: 1, messages: 100000, for: 1s}\n"),
                        List.of(
                                "line 6, column 3: moderation: all together have at most 1000000 messages of raids, not 1100000")),
                arguments(
                        "name: a\npools: [" + "x, ".repeat(200_000) + "x]",
                        List.of("line 2, column 599994: a world file has at most 200000 names and values")));
    }

    private static String many(int count, String line) {
        return IntStream.range(0, count).mapToObj(line::formatted).collect(Collectors.joining());
    }

    @Test
    void theTextsOfAllCorporaOfAWorldAreCounted() {
        String rows = "text,label\n" + "Hello,spam\n".repeat(150_000);
        String file = "name: a\npopulation: {size: 1}\ngroups:\n"
                + many(3, "  - {username: hu_group_%d, title: A, topic: a}\n")
                + "moderation:\n"
                + many(3, "  - {chat: hu_group_%1$d, messages_per_hour: 1, corpus: own%1$d.csv}\n");

        assertThat(WorldFiles.parse(file, name -> new StringReader(rows)))
                .isInstanceOfSatisfying(
                        WorldFile.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .extracting(WorldProblem::toString)
                                .containsExactly(
                                        "line 9, column 54: moderation[1].corpus: all corpora of a world have at most 200000 rows and 64 MiB together"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyMistakeIsNamedWithItsPlaceAndWhatIsAllowed(String file, List<String> problems) {
        CorpusSource source = name -> {
            if (name.equals("bad.csv")) {
                return new StringReader("text,label\nhello,spim\n");
            }
            throw new IOException("there is no " + name + " here");
        };

        assertThat(WorldFiles.parse(file, source))
                .isInstanceOfSatisfying(
                        WorldFile.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .extracting(WorldProblem::toString)
                                .containsExactlyElementsOf(problems));
    }

    @Test
    void whoHasTheWrongFileIsNotToldEverything() {
        String file = "name: a\n"
                + Stream.iterate(0, i -> i + 1)
                        .limit(500)
                        .map(i -> "colour" + i + ": red\n")
                        .reduce("", String::concat);

        assertThat(WorldFiles.parse(file, CorpusSource.none()))
                .isInstanceOfSatisfying(WorldFile.Invalid.class, invalid -> {
                    assertThat(invalid.problems()).hasSize(101);
                    assertThat(invalid.problems().getLast())
                            .hasToString("there are more mistakes; these are the first 100");
                });
    }

    @Test
    void whatAMessageQuotesIsBoundedAndOnOneLine() {
        String file = "name: a\n\"evil\\nfield" + "!".repeat(500) + "\": 1\nseed: \"\\e[31m" + "x".repeat(500) + "\"";

        assertThat(WorldFiles.parse(file, CorpusSource.none()))
                .isInstanceOfSatisfying(
                        WorldFile.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .hasSize(2)
                                .allSatisfy(problem -> assertThat(problem.toString())
                                        .hasSizeLessThan(250)
                                        .doesNotContain("\n", "\u001b")));
    }
}
