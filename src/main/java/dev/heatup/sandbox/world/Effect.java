package dev.heatup.sandbox.world;

import dev.heatup.sandbox.spec.FaultSpec;
import dev.heatup.sandbox.spec.Permission;
import dev.heatup.telegram.Tl;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an actor did to the world. The names of variants and of their components are stored for good: what is added gets a
 * new name, and an old one keeps being read.
 */
public sealed interface Effect {

    /** The name in the log, {@code message_sent} for instance. */
    default String kind() {
        return RecordSchema.of(getClass()).kind();
    }

    /** Its fields, as the log stores and serves them. */
    default Tl.Obj payload() {
        return JsonCodec.write((Record) this);
    }

    /**
     * An account is there from now on.
     *
     * @param userId as Telegram's user ids: unique in the world
     */
    record AccountAppeared(
            long userId, String firstName, @Nullable String username, String language) implements Effect {}

    record BotAppeared(String username, String name) implements Effect {}

    /** @param readMaxId the latest message at that time; what came before it counts as read */
    record Joined(ChatKey chat, int readMaxId) implements Effect {}

    record JoinRequested(ChatKey chat) implements Effect {}

    /** An administrator decided over a request; who is approved is in. */
    record JoinAnswered(ChatKey chat, Actor who, boolean approved) implements Effect {}

    record Left(ChatKey chat) implements Effect {}

    /** An administrator set how {@code who} stands to the chat: promoted, restricted, put out, let in again. */
    record MemberSet(ChatKey chat, Actor who, Member member) implements Effect {}

    /** A channel posted by itself. */
    record Posted(ChatKey chat, int messageId, String text) implements Effect {}

    record MessageSent(
            ChatKey chat,
            int messageId,
            Content content,
            @Nullable Integer replyTo,
            @Nullable Integer thread,
            Message.@Nullable Forward forward,
            Tl.@Nullable Obj keyboard)
            implements Effect {

        public static MessageSent of(ChatKey chat, int id, Message.Draft draft) {
            return new MessageSent(
                    chat, id, draft.content(), draft.replyTo(), draft.thread(), draft.forward(), draft.keyboard());
        }

        Message message(Event event) {
            return new Message.Draft(content, replyTo, thread, forward, keyboard)
                    .sent(messageId, event.actor(), event.worldTime());
        }
    }

    record MessageEdited(ChatKey chat, int messageId, Content content, Tl.@Nullable Obj keyboard) implements Effect {}

    record MessagesDeleted(ChatKey chat, List<Integer> ids) implements Effect {
        public MessagesDeleted {
            ids = List.copyOf(ids);
        }
    }

    /** @param emoji what the actor's reaction is now; empty for none */
    record Reacted(ChatKey chat, int messageId, List<String> emoji) implements Effect {
        public Reacted {
            emoji = List.copyOf(emoji);
        }
    }

    /** @param ids posts that this account saw for the first time; never empty */
    record Viewed(ChatKey chat, List<Integer> ids) implements Effect {
        public Viewed {
            ids = List.copyOf(ids);
        }
    }

    record HistoryRead(ChatKey chat, int maxId) implements Effect {}

    record Pinned(ChatKey chat, int messageId, boolean pinned) implements Effect {}

    record PermissionsSet(ChatKey chat, Set<Permission> permissions) implements Effect {
        public PermissionsSet {
            permissions = Set.copyOf(permissions);
        }
    }

    record BotBlocked(long bot, boolean blocked) implements Effect {}

    /** @param queryId what the bot answers it under */
    record ButtonPressed(ChatKey chat, int messageId, String queryId, String data) implements Effect {}

    /** A bot answered a pressed button; all of it may be empty. */
    record ButtonAnswered(
            String queryId,
            @Nullable String text,
            boolean alert,
            @Nullable String url) implements Effect {}

    /** @param commands the Bot API's BotCommand objects; empty when they were deleted */
    record CommandsSet(String scope, String language, List<Tl.Obj> commands) implements Effect {
        public CommandsSet {
            commands = List.copyOf(commands);
        }
    }

    /** Which updates a bot wants from now on. */
    record UpdatesAllowed(Set<String> types) implements Effect {
        public UpdatesAllowed {
            types = Set.copyOf(types);
        }
    }

    /** Somebody meant to write or edit what its cause tells, and could not. The network shows it to nobody. */
    record AttemptRefused(ChatKey chat, Reason reason, String text) implements Effect {

        public enum Reason {
            /** Is kept out. */
            BANNED,
            /** Is in the chat, and may not write. */
            RESTRICTED,
            /** Was put out, or never let in. */
            OUTSIDE,
            /** Members may not write. */
            CLOSED,
            SLOW_MODE,
            /** The operator restricted the account. */
            STANDING
        }
    }

    /** The operator restricted an account, or restored it. */
    record StandingSet(String account, AccountStanding standing) implements Effect {}

    /** What the operator does to the world as a whole, which no chat or account shows. */
    sealed interface Control extends Effect {}

    /** In place of the faults that were in force. */
    record FaultsSet(List<FaultSpec> faults) implements Control {
        public FaultsSet {
            faults = List.copyOf(faults);
        }
    }

    /** The world as it is here can be restored under this name. */
    record SnapshotTaken(String name) implements Control {}

    record SnapshotDropped(String name) implements Control {}

    /** From here on the world is as it was when the snapshot was taken, and so is its time. */
    record Restored(String name) implements Control {}

    /** Nobody ran the world for long after this moment, and what was due meanwhile never happened. */
    record Slept(Instant since) implements Control {}

    /**
     * Reads what {@link #payload} wrote.
     *
     * @throws IllegalArgumentException when the kind is unknown, or a field is missing or no value
     */
    static Effect of(String kind, Tl.Obj payload) {
        RecordSchema recordSchema = Stored.SHAPES.get(kind);
        if (recordSchema == null) {
            throw new IllegalArgumentException("unknown kind of event " + kind);
        }
        return (Effect) JsonCodec.read(recordSchema, payload);
    }

    /** What each kind is made of. */
    final class Stored {
        private static final Map<String, RecordSchema> SHAPES = RecordSchema.variants(Effect.class)
                .collect(Collectors.toUnmodifiableMap(RecordSchema::kind, recordSchema -> recordSchema));

        private Stored() {}

        static Set<String> kinds() {
            return SHAPES.keySet();
        }
    }
}
