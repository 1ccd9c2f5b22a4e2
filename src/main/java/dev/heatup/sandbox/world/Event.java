package dev.heatup.sandbox.world;

import dev.heatup.telegram.Tl;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the log. Everything in it is synthetic.
 *
 * @param seq 1 or more, without gaps
 * @param worldTime never before that of the line above, except after a restore
 */
public record Event(long seq, Instant worldTime, Actor actor, Cause cause, Effect effect) {

    /** As it is shown and exported, to people and never to the network. */
    public Tl.Obj shown() {
        return Tl.object()
                .with("seq", seq)
                .with("world_time", worldTime.toString())
                .with("account", actor.toString())
                .with("kind", effect.kind())
                .with("client_id", label(cause.clientId()))
                .with("run", label(cause.run()))
                .with("persona", label(cause.persona()))
                .with("label", label(cause.label()))
                .with("campaign", label(cause.campaign()))
                .with("difficulty", label(cause.difficulty()))
                .with("payload", effect.payload())
                .with("synthetic", true)
                .build();
    }

    private static Tl label(@Nullable String value) {
        return value == null ? new Tl.Null() : Tl.of(value);
    }
}
