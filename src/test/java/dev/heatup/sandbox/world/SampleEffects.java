package dev.heatup.sandbox.world;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.spec.AdminRight;
import dev.heatup.sandbox.spec.FaultSpec;
import dev.heatup.sandbox.spec.Permission;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Effects of every kind. */
public final class SampleEffects {

    public static final ChatKey CHAT = new ChatKey.Public(new Username("hu_open_talk"));
    public static final Actor PERSON = new Actor.Person("s");
    public static final Instant THEN = Instant.parse("2026-03-01T10:00:00.123Z");

    private static final ChatKey DIRECT = new ChatKey.Direct("s", 1001);
    private static final Tl.Obj KEYBOARD = Tl.object()
            .with(
                    "inline_keyboard",
                    List.of(Tl.of(List.of(Tl.object().with("text", "да").build()))))
            .build();
    private static final Tl.Obj ENTITY =
            Tl.object().with("type", "bold").with("offset", 0).with("length", 2).build();

    private SampleEffects() {}

    public static List<Effect> ofEveryKind() {
        Content photo = new Content.Media(
                Content.Media.Kind.PHOTO, "f1", null, "image/jpeg", 1024, "look", List.of(ENTITY), "a1");
        return List.of(
                new Effect.AccountAppeared(5_000_000_001L, "Вера", null, "ru"),
                new Effect.BotAppeared("hu_1001_bot", "Bot 1001"),
                new Effect.Joined(CHAT, 3),
                new Effect.JoinRequested(CHAT),
                new Effect.JoinAnswered(CHAT, PERSON, true),
                new Effect.MemberSet(CHAT, PERSON, Member.restricted(Set.of(Permission.SEND_MESSAGES), THEN)),
                new Effect.MemberSet(CHAT, new Actor.Bot(7), Member.administrator(Set.of(AdminRight.PIN_MESSAGES))),
                new Effect.Posted(CHAT, 4, "News"),
                new Effect.MessageSent(CHAT, 5, Content.text("привет \u0000 👋 \""), 1, 2, null, null),
                new Effect.MessageSent(
                        DIRECT, 6, photo, null, null, new Message.Forward(PERSON, CHAT, 4, THEN, true), KEYBOARD),
                new Effect.MessageSent(CHAT, 7, new Content.Arrival(List.of(PERSON)), null, null, null, null),
                new Effect.MessageSent(CHAT, 8, new Content.Departure(PERSON), null, null, null, null),
                new Effect.MessageSent(CHAT, 9, new Content.Pin(5), null, null, null, null),
                new Effect.MessageEdited(CHAT, 5, new Content.Text("so", List.of(ENTITY)), KEYBOARD),
                new Effect.MessagesDeleted(CHAT, List.of(5, 6)),
                new Effect.Reacted(CHAT, 4, List.of("👍")),
                new Effect.Viewed(CHAT, List.of(1, 2)),
                new Effect.HistoryRead(CHAT, 3),
                new Effect.Pinned(CHAT, 4, true),
                new Effect.PermissionsSet(CHAT, Set.of(Permission.SEND_MESSAGES, Permission.SEND_PHOTOS)),
                new Effect.BotBlocked(1001, true),
                new Effect.ButtonPressed(DIRECT, 6, "17", "yes"),
                new Effect.ButtonAnswered("17", "done", false, null),
                new Effect.CommandsSet(
                        "default",
                        "",
                        List.of(Tl.object().with("command", "help").build())),
                new Effect.UpdatesAllowed(Set.of("message", "chat_member")),
                new Effect.AttemptRefused(CHAT, Effect.AttemptRefused.Reason.SLOW_MODE, "again"),
                new Effect.MessageSent(
                        CHAT, 10, Content.text("look"), null, null, Message.Forward.ofHidden("Ada", THEN), null),
                new Effect.StandingSet("s", AccountStanding.FROZEN),
                new Effect.FaultsSet(List.of(
                        new FaultSpec(
                                "sendMessage",
                                "hu_1001_bot",
                                0.25,
                                new FaultSpec.Failure.Answer(429, null, "Too Many", Duration.ofSeconds(3)),
                                Duration.ZERO,
                                Duration.ofMinutes(1)),
                        new FaultSpec("*", null, 1, new FaultSpec.Failure.LoseAnswer(), Duration.ofMillis(5), null))),
                new Effect.SnapshotTaken("before"),
                new Effect.SnapshotDropped("before"),
                new Effect.Restored("before"),
                new Effect.Slept(THEN),
                new Effect.Left(CHAT));
    }
}
