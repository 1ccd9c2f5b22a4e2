package dev.heatup.sandbox.traffic;

import dev.heatup.sandbox.corpus.Corpus;
import dev.heatup.sandbox.corpus.LabelledText;
import dev.heatup.sandbox.world.AccountStanding;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Cause;
import dev.heatup.sandbox.world.CausedEffect;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Effect.AttemptRefused.Reason;
import dev.heatup.sandbox.world.Member;
import dev.heatup.sandbox.world.Message;
import dev.heatup.sandbox.world.WorldState;
import dev.heatup.sandbox.world.WriteAccess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A moderated group, and what can be done there as it is at a moment. */
record ModeratedGroup(Chat chat, Corpus corpus) {

    /** Somebody who acts here. */
    record Guest(String account, String language) {
        Actor.Person actor() {
            return new Actor.Person(account);
        }
    }

    /**
     * What somebody writes.
     *
     * @param campaign to which it belongs
     */
    record Line(LabelledText text, String campaign) {
        Cause cause() {
            return Cause.labelled(
                    text.label().written(), campaign, text.difficulty().written());
        }
    }

    String campaign(String name) {
        return chat.name().value() + "/" + name;
    }

    /** Joins, or asks to; whoever is in or kept out does nothing, and somebody new appears first. */
    List<CausedEffect> enter(WorldState state, Guest guest, String campaign, Instant at) {
        ChatState here = state.state(chat);
        Member member = here.member(guest.actor(), at);
        if (member.isIn() || member.status() == Member.Status.KICKED) {
            return List.of();
        }
        List<Effect> effects = new ArrayList<>();
        if (state.account(guest.account()).isEmpty()) {
            effects.add(state.newcomer(guest.account(), guest.language()));
        }
        if (!chat.asksForApproval()) {
            effects.add(new Effect.Joined(chat.key(), here.lastId()));
            effects.add(send(here, Message.Draft.of(new Content.Arrival(List.of(guest.actor())))));
        } else if (!here.isRequested(guest.actor())) {
            effects.add(new Effect.JoinRequested(chat.key()));
        }
        Cause cause = Cause.of(campaign);
        return effects.stream()
                .map(effect -> new CausedEffect(guest.actor(), cause, effect))
                .toList();
    }

    /** Why somebody may not write; empty when they may. */
    Optional<Reason> obstacle(WorldState state, Guest guest, Instant at) {
        boolean active = state.account(guest.account())
                .filter(account -> account.standing() == AccountStanding.ACTIVE)
                .isPresent();
        if (!active) {
            return Optional.of(Reason.STANDING);
        }
        return switch (WriteAccess.of(chat, state.state(chat), guest.actor(), at)) {
            case WriteAccess.Free() -> Optional.empty();
            case WriteAccess.Outside(boolean banned) -> Optional.of(banned ? Reason.BANNED : Reason.OUTSIDE);
            case WriteAccess.Closed() -> Optional.of(Reason.CLOSED);
            case WriteAccess.Restricted() -> Optional.of(Reason.RESTRICTED);
            case WriteAccess.TooSoon _ -> Optional.of(Reason.SLOW_MODE);
        };
    }

    /** Whether somebody is out because others put them out. */
    boolean isPutOut(WorldState state, Guest guest) {
        return state.state(chat).isPutOut(guest.actor());
    }

    /** Writes, or fails to. */
    List<CausedEffect> write(WorldState state, Guest guest, Line line, Message.@Nullable Forward forward, Instant at) {
        return write(state, guest, line, line, forward, at);
    }

    /**
     * Writes, or fails to.
     *
     * @param meant what the message is to become; a failed attempt has its label
     */
    List<CausedEffect> write(
            WorldState state, Guest guest, Line line, Line meant, Message.@Nullable Forward forward, Instant at) {
        return List.of(obstacle(state, guest, at)
                .map(reason -> refused(guest, meant, line.text().text(), reason))
                .orElseGet(() -> new CausedEffect(
                        guest.actor(),
                        line.cause(),
                        send(
                                state.state(chat),
                                new Message.Draft(Content.text(line.text().text()), null, null, forward, null)))));
    }

    /** Makes another message of what was sent at {@code sentAt}; nothing, when that is gone or never was. */
    List<CausedEffect> edit(WorldState state, Guest guest, Line line, Instant sentAt, Instant at) {
        Optional<Message> message = state.state(chat).sent(guest.actor(), sentAt);
        if (message.isEmpty()) {
            return List.of();
        }
        return List.of(obstacle(state, guest, at)
                // Slow mode is for new messages.
                .filter(reason -> reason != Reason.SLOW_MODE)
                .map(reason -> refused(guest, line, line.text().text(), reason))
                .orElseGet(() -> new CausedEffect(
                        guest.actor(),
                        line.cause(),
                        new Effect.MessageEdited(
                                chat.key(),
                                message.get().id(),
                                Content.text(line.text().text()),
                                null))));
    }

    private CausedEffect refused(Guest guest, Line meant, String text, Reason reason) {
        return new CausedEffect(guest.actor(), meant.cause(), new Effect.AttemptRefused(chat.key(), reason, text));
    }

    private Effect send(ChatState here, Message.Draft draft) {
        return Effect.MessageSent.of(chat.key(), here.lastId() + 1, draft);
    }
}
