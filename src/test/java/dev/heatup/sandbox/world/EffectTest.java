package dev.heatup.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatup.telegram.Tl;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EffectTest {

    @ParameterizedTest
    @MethodSource("dev.heatup.sandbox.world.SampleEffects#ofEveryKind")
    void isReadBackAsItWasWritten(Effect effect) {
        assertThat(Effect.of(effect.kind(), effect.payload())).isEqualTo(effect);
    }

    @Test
    void everyKindIsAmongTheExamples() {
        assertThat(SampleEffects.ofEveryKind().stream().map(Effect::kind).collect(Collectors.toSet()))
                .isEqualTo(Effect.Stored.kinds());
    }

    /** They are in logs that exist, so they stay. */
    @Test
    void kindsKeepTheirNames() {
        assertThat(Effect.Stored.kinds())
                .containsExactlyInAnyOrder(
                        "account_appeared",
                        "bot_appeared",
                        "joined",
                        "join_requested",
                        "join_answered",
                        "left",
                        "member_set",
                        "posted",
                        "message_sent",
                        "message_edited",
                        "messages_deleted",
                        "reacted",
                        "viewed",
                        "history_read",
                        "pinned",
                        "permissions_set",
                        "bot_blocked",
                        "button_pressed",
                        "button_answered",
                        "commands_set",
                        "updates_allowed",
                        "standing_set",
                        "faults_set",
                        "snapshot_taken",
                        "snapshot_dropped",
                        "restored",
                        "slept",
                        "attempt_refused");
    }

    @Test
    void namesItsFieldsInSnakeCaseAndLeavesOutWhatIsNot() {
        Effect sent = Effect.MessageSent.of(SampleEffects.CHAT, 5, Message.Draft.of(Content.text("hi"), 4, null));

        assertThat(sent.payload())
                .isEqualTo(Tl.object()
                        .with("chat", "hu_open_talk")
                        .with("message_id", 5)
                        .with(
                                "content",
                                Tl.object()
                                        .with("type", "text")
                                        .with("text", "hi")
                                        .with("entities", List.of())
                                        .build())
                        .with("reply_to", 4)
                        .build());
    }

    @Test
    void whatIsNoEffectIsRefused() {
        Tl.Obj chat = Tl.object().with("chat", "hu_open_talk").build();

        assertThatThrownBy(() -> Effect.of("exploded", chat)).hasMessageContaining("exploded");
        assertThatThrownBy(() -> Effect.of("joined", chat)).hasMessageContaining("read_max_id");
        assertThatThrownBy(() -> Effect.of("left", Tl.object().with("chat", 7).build()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> Effect.of("left", Tl.object().with("chat", "no").build()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
