package dev.heatup.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A log read by somebody who knows nothing of the sandbox's state: holds each event against all that were before it, and
 * keeps books of its own to compare the network's answers with.
 */
final class LogAuditor {

    private final Map<ChatKey, TreeMap<Integer, Actor>> messages = new HashMap<>();
    private final Map<ChatKey, Integer> lastIds = new HashMap<>();
    private final Map<ChatKey, Set<Actor>> members = new HashMap<>();
    private final Map<ChatKey, Set<Actor>> requests = new HashMap<>();
    private final Map<String, Map<ChatKey, Integer>> read = new HashMap<>();
    private final Map<String, Long> people = new HashMap<>();
    private final Set<String> pressed = new HashSet<>();
    private final Set<String> answered = new HashSet<>();
    private final List<String> forBot = new ArrayList<>();
    private final Actor bot;
    private final ChatKey moderated;
    private long seq;
    private Instant now = Instant.MIN;

    /**
     * @param bot that sees all that people do
     * @param moderated the group where it is an administrator
     */
    LogAuditor(Actor bot, ChatKey moderated) {
        this.bot = bot;
        this.moderated = moderated;
    }

    void see(Event event) {
        assertThat(event.seq()).as("numbers have no gaps").isEqualTo(seq + 1);
        assertThat(event.worldTime()).as("world time at %s", event).isAfterOrEqualTo(now);
        seq = event.seq();
        now = event.worldTime();
        if (event.actor() instanceof Actor.Person(String account)
                && !(event.effect() instanceof Effect.AccountAppeared)) {
            assertThat(people).as("who acts in %s", event).containsKey(account);
        }
        change(event);
    }

    private void change(Event event) {
        Actor actor = event.actor();
        switch (event.effect()) {
            case Effect.AccountAppeared person ->
                assertThat(people.put(actor.toString(), person.userId())).isNull();
            case Effect.Joined(ChatKey chat, int readMaxId) -> {
                assertThat(in(chat)).as("nobody is in a chat twice: %s", event).doesNotContain(actor);
                enter(chat, actor, readMaxId);
            }
            case Effect.JoinRequested(ChatKey chat) -> {
                assertThat(in(chat)).as("who asks is out: %s", event).doesNotContain(actor);
                asking(chat).add(actor);
                forBot.add("request " + people.get(actor.toString()));
            }
            case Effect.JoinAnswered(ChatKey chat, Actor who, boolean approved) -> {
                assertThat(asking(chat).remove(who))
                        .as("an answer after its request: %s", event)
                        .isTrue();
                if (approved) {
                    assertThat(in(chat)).doesNotContain(who);
                    enter(chat, who, last(chat));
                }
            }
            case Effect.Left(ChatKey chat) -> {
                assertThat(in(chat)).as("who leaves was in: %s", event).contains(actor);
                leave(chat, actor);
            }
            case Effect.MemberSet(ChatKey chat, Actor who, var member) -> {
                if (!member.isIn()) {
                    leave(chat, who);
                } else if (!in(chat).contains(who)) {
                    enter(chat, who, last(chat));
                }
            }
            case Effect.Posted(ChatKey chat, int id, String _) -> write(event, chat, id, null);
            case Effect.MessageSent sent -> sent(event, sent);
            case Effect.MessageEdited edited -> known(event, edited.chat(), edited.messageId());
            case Effect.MessagesDeleted(ChatKey chat, var ids) ->
                ids.forEach(id -> {
                    known(event, chat, id);
                    messages.getOrDefault(chat, new TreeMap<>()).remove(id);
                });
            case Effect.Reacted(ChatKey chat, int id, var _) -> known(event, chat, id);
            case Effect.Viewed(ChatKey chat, var ids) -> ids.forEach(id -> known(event, chat, id));
            case Effect.HistoryRead(ChatKey chat, int maxId) -> {
                assertThat(maxId)
                        .as("nothing is read before it is written: %s", event)
                        .isLessThanOrEqualTo(last(chat));
                markRead(actor, chat, maxId);
            }
            case Effect.ButtonPressed press -> {
                known(event, press.chat(), press.messageId());
                assertThat(messages.getOrDefault(press.chat(), new TreeMap<>()).get(press.messageId()))
                        .as("a press after its message: %s", event)
                        .isInstanceOf(Actor.Bot.class);
                assertThat(pressed.add(press.queryId())).isTrue();
                forBot.add("press " + press.queryId());
            }
            case Effect.ButtonAnswered answer -> {
                assertThat(pressed).as("an answer after its press: %s", event).contains(answer.queryId());
                assertThat(answered.add(answer.queryId())).isTrue();
            }
            case Effect.BotAppeared _,
                    Effect.Pinned _,
                    Effect.PermissionsSet _,
                    Effect.BotBlocked _,
                    Effect.CommandsSet _,
                    Effect.UpdatesAllowed _,
                    Effect.AttemptRefused _,
                    Effect.StandingSet _,
                    Effect.Control _ -> {}
        }
    }

    private void sent(Event event, Effect.MessageSent sent) {
        ChatKey chat = sent.chat();
        write(event, chat, sent.messageId(), sent.replyTo());
        if (chat instanceof ChatKey.Direct direct) {
            read.computeIfAbsent(direct.account(), a -> new HashMap<>()).putIfAbsent(chat, sent.messageId() - 1);
        }
        if (event.actor() instanceof Actor.Person && !(sent.content() instanceof Content.Service)) {
            markRead(event.actor(), chat, sent.messageId());
            if (chat instanceof ChatKey.Direct) {
                forBot.add("message " + people.get(event.actor().toString()) + " " + sent.messageId());
            } else if (chat.equals(moderated) && in(chat).contains(bot)) {
                forBot.add("message " + chat + " " + sent.messageId());
            }
        }
    }

    private void write(Event event, ChatKey chat, int id, @Nullable Integer replyTo) {
        assertThat(id).as("ids rise: %s", event).isGreaterThan(last(chat));
        if (replyTo != null) {
            known(event, chat, replyTo);
        }
        messages.computeIfAbsent(chat, c -> new TreeMap<>()).put(id, event.actor());
        lastIds.put(chat, id);
    }

    /** What was there before the world began has an id below all that came since. */
    private void known(Event event, ChatKey chat, int id) {
        TreeMap<Integer, Actor> since = messages.getOrDefault(chat, new TreeMap<>());
        assertThat(since.containsKey(id) || since.isEmpty() || id < since.firstKey())
                .as("what follows on a message comes after it: %s", event)
                .isTrue();
    }

    private int last(ChatKey chat) {
        return lastIds.getOrDefault(chat, 0);
    }

    private Set<Actor> in(ChatKey chat) {
        return members.computeIfAbsent(chat, c -> new HashSet<>());
    }

    private Set<Actor> asking(ChatKey chat) {
        return requests.computeIfAbsent(chat, c -> new HashSet<>());
    }

    private void enter(ChatKey chat, Actor who, int readMaxId) {
        in(chat).add(who);
        asking(chat).remove(who);
        read.computeIfAbsent(who.toString(), a -> new HashMap<>()).putIfAbsent(chat, readMaxId);
    }

    private void leave(ChatKey chat, Actor who) {
        in(chat).remove(who);
        read.getOrDefault(who.toString(), new HashMap<>()).remove(chat);
    }

    private void markRead(Actor who, ChatKey chat, int maxId) {
        read.getOrDefault(who.toString(), new HashMap<>()).computeIfPresent(chat, (c, old) -> Math.max(old, maxId));
    }

    /** How many events it read. */
    long seen() {
        return seq;
    }

    Set<String> people() {
        return people.keySet();
    }

    int memberCount(ChatKey chat) {
        return in(chat).size();
    }

    /** By chat; what was written since the world began and not read. */
    Map<String, Integer> unread(String account) {
        Map<String, Integer> counts = new TreeMap<>();
        read.getOrDefault(account, Map.of())
                .forEach((chat, upTo) -> counts.put(
                        chat instanceof ChatKey.Direct ? "bot" : chat.toString(),
                        messages.getOrDefault(chat, new TreeMap<>())
                                .tailMap(upTo, false)
                                .size()));
        return counts;
    }

    /** What the bot must have been told of, in the words of {@link ModeratorBot#seen}. */
    List<String> forBot() {
        return forBot;
    }
}
