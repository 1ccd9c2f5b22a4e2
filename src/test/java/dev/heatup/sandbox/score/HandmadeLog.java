package dev.heatup.sandbox.score;

import dev.heatup.sandbox.TestWorlds;
import dev.heatup.sandbox.spec.Permission;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Cause;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.Member;
import dev.heatup.sandbox.world.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A log with known cells. Messages are easy, unless they say otherwise. */
final class HandmadeLog {

    private final List<Event> events = new ArrayList<>();
    private ChatKey chat;
    private Instant now = TestWorlds.NOW;

    HandmadeLog(ChatKey chat) {
        this.chat = chat;
    }

    HandmadeLog in(ChatKey other) {
        chat = other;
        return this;
    }

    HandmadeLog after(Duration time) {
        now = now.plus(time);
        return this;
    }

    HandmadeLog says(String account, int id, @Nullable String label) {
        return says(account, id, label, "easy");
    }

    HandmadeLog says(String account, int id, @Nullable String label, String difficulty) {
        return happens(
                new Actor.Person(account),
                cause(label, difficulty),
                Effect.MessageSent.of(chat, id, Message.Draft.of(Content.text("text"))));
    }

    HandmadeLog edits(String account, int id, @Nullable String label) {
        return happens(
                new Actor.Person(account),
                cause(label, "easy"),
                new Effect.MessageEdited(chat, id, Content.text("other"), null));
    }

    HandmadeLog fails(String account, String label, Effect.AttemptRefused.Reason reason) {
        return happens(
                new Actor.Person(account), cause(label, "easy"), new Effect.AttemptRefused(chat, reason, "text"));
    }

    HandmadeLog deletes(Actor who, Integer... ids) {
        return happens(who, Cause.NONE, new Effect.MessagesDeleted(chat, List.of(ids)));
    }

    HandmadeLog sets(Actor who, String account, Member member) {
        return happens(who, Cause.NONE, new Effect.MemberSet(chat, new Actor.Person(account), member));
    }

    HandmadeLog joins(String account) {
        return happens(new Actor.Person(account), Cause.NONE, new Effect.Joined(chat, 0));
    }

    HandmadeLog asks(String account) {
        return happens(new Actor.Person(account), Cause.NONE, new Effect.JoinRequested(chat));
    }

    HandmadeLog leaves(String account) {
        return happens(new Actor.Person(account), Cause.NONE, new Effect.Left(chat));
    }

    HandmadeLog answers(Actor who, String account, boolean approved) {
        return happens(who, Cause.NONE, new Effect.JoinAnswered(chat, new Actor.Person(account), approved));
    }

    HandmadeLog permits(Actor who, Permission... permissions) {
        return happens(who, Cause.NONE, new Effect.PermissionsSet(chat, Set.of(permissions)));
    }

    HandmadeLog writesTo(Actor.Bot bot, String account, int id) {
        return happens(
                bot,
                Cause.NONE,
                Effect.MessageSent.of(
                        new ChatKey.Direct(account, bot.id()), id, Message.Draft.of(Content.text("Who are you?"))));
    }

    private HandmadeLog happens(Actor who, Cause cause, Effect effect) {
        events.add(new Event(events.size() + 1L, now, who, cause, effect));
        return this;
    }

    private static Cause cause(@Nullable String label, String difficulty) {
        return label == null ? Cause.NONE : Cause.labelled(label, "campaign", difficulty);
    }

    Score score() {
        return ScoreBuilder.of(events.stream());
    }

    Score score(ScoreQuery scoreQuery) {
        return ScoreBuilder.of(events.stream(), scoreQuery);
    }
}
