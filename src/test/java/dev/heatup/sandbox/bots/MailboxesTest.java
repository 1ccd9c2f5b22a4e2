package dev.heatup.sandbox.bots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.sandbox.TestWorlds;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Cause;
import dev.heatup.sandbox.world.CausedEffect;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.Message;
import dev.heatup.sandbox.world.World;
import dev.heatup.sandbox.world.WorldState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MailboxesTest {

    private static final long BOT = 1001;

    private final World world = TestWorlds.world(TestWorlds.peopled(7, 10, 1));
    private final WorldState state = new WorldState(world, TestWorlds.NOW);
    private final Mailboxes mailboxes = new Mailboxes(state, (bot, event) -> 0);
    private long seq;

    @Test
    void theOldestOfTooManyUpdatesAreGone() {
        found();
        int more = 7;
        for (int i = 0; i < Mailboxes.MAX_UPDATES + more; i++) {
            says("message " + i);
        }

        assertThat(mailboxes.count(BOT, TestWorlds.NOW)).isEqualTo(Mailboxes.MAX_UPDATES);
        assertThat(mailboxes.waiting(BOT, 1, TestWorlds.NOW).getFirst().toString())
                .contains("message " + more);
    }

    @Test
    void anUpdateWaitsForADay() {
        found();
        says("hello");

        assertThat(mailboxes.count(BOT, TestWorlds.NOW.plus(Duration.ofDays(1))))
                .isEqualTo(1);
        assertThat(mailboxes.count(BOT, TestWorlds.NOW.plus(Duration.ofDays(1)).plusMillis(1)))
                .isZero();
    }

    private void found() {
        world.founders().forEach(foundingMember -> foundingMember.arrival(state).forEach(this::happen));
        world.bots().forEach(bot -> bot.arrival(BOT).forEach(this::happen));
        mailboxes.drop(BOT);
    }

    private void says(String text) {
        ChatKey talk = new ChatKey.Public(world.chats().iterator().next().name());
        int next = state.chat(talk).orElseThrow().lastId() + 1;
        happen(new CausedEffect(
                new Actor.Person("p00001"),
                Cause.NONE,
                Effect.MessageSent.of(talk, next, Message.Draft.of(Content.text(text)))));
    }

    private void happen(CausedEffect causedEffect) {
        mailboxes.evolve(
                new Event(++seq, TestWorlds.NOW, causedEffect.actor(), causedEffect.cause(), causedEffect.effect()));
    }
}
