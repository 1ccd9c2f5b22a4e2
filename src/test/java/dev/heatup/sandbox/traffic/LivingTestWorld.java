package dev.heatup.sandbox.traffic;

import dev.heatup.sandbox.TestWorlds;
import dev.heatup.sandbox.spec.WorldSpec;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Agenda;
import dev.heatup.sandbox.world.Cause;
import dev.heatup.sandbox.world.CausedEffect;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.Member;
import dev.heatup.sandbox.world.Message;
import dev.heatup.sandbox.world.World;
import dev.heatup.sandbox.world.WorldState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A world that lives by itself, from its founding, without a log or a clock. */
final class LivingTestWorld {

    private static final Actor.Bot GUARD = new Actor.Bot(1001);

    private final WorldSpec spec;
    private final WorldState state;
    private final Agenda agenda;
    private final List<Event> events = new ArrayList<>();
    private Predicate<Event> bad = event -> false;
    private Member verdict = Member.PLAIN;
    private boolean approves;

    private LivingTestWorld(WorldSpec spec, WorldState state, World world) {
        this.spec = spec;
        this.state = state;
        this.agenda = new Agenda(state, Traffic.of(world, spec.moderation(), Map.of()));
    }

    static LivingTestWorld of(WorldSpec spec) {
        return of(spec, TestWorlds.world(spec));
    }

    static LivingTestWorld of(WorldSpec spec, World world) {
        LivingTestWorld livingTestWorld = new LivingTestWorld(spec, new WorldState(world, TestWorlds.NOW), world);
        world.founders()
                .forEach(foundingMember -> foundingMember
                        .arrival(livingTestWorld.state)
                        .forEach(causedEffect -> livingTestWorld.happen(TestWorlds.NOW, causedEffect)));
        world.bots()
                .forEach(bot -> bot.arrival(1001)
                        .forEach(causedEffect -> livingTestWorld.happen(TestWorlds.NOW, causedEffect)));
        return livingTestWorld;
    }

    /** As after a restart: all from its events. */
    LivingTestWorld resumed() {
        World world = TestWorlds.world(spec);
        WorldState again = new WorldState(world, TestWorlds.NOW);
        events.forEach(again::evolve);
        LivingTestWorld livingTestWorld = new LivingTestWorld(spec, again, world);
        livingTestWorld.events.addAll(events);
        return livingTestWorld;
    }

    /** Whoever writes something bad gets this verdict at once. */
    LivingTestWorld moderatedBy(Predicate<Event> isBad, Member member) {
        bad = isBad;
        verdict = member;
        return this;
    }

    /** Everybody is let in. */
    LivingTestWorld approving() {
        approves = true;
        return this;
    }

    /** Nobody may write. */
    LivingTestWorld closed() {
        spec.moderation()
                .forEach(moderated -> happen(
                        state.latest(),
                        new CausedEffect(
                                GUARD,
                                Cause.NONE,
                                new Effect.PermissionsSet(new ChatKey.Public(moderated.chat()), Set.of()))));
        return this;
    }

    LivingTestWorld until(Duration sinceFounding) {
        Instant end = TestWorlds.NOW.plus(sinceFounding);
        while (agenda.next().filter(at -> !at.isAfter(end)).isPresent()) {
            Agenda.Due due = agenda.take();
            due.effects(state).forEach(causedEffect -> happen(due.at(), causedEffect));
        }
        return this;
    }

    List<Event> events() {
        return events;
    }

    private void happen(Instant at, CausedEffect causedEffect) {
        Event event =
                new Event(events.size() + 1L, at, causedEffect.actor(), causedEffect.cause(), causedEffect.effect());
        events.add(event);
        state.evolve(event);
        if (causedEffect.effect() instanceof Effect.MessageSent sent
                && !(sent.content() instanceof Content.Service)
                && bad.test(event)) {
            happen(
                    at,
                    new CausedEffect(
                            GUARD, Cause.NONE, new Effect.MemberSet(sent.chat(), causedEffect.actor(), verdict)));
        }
        if (approves && causedEffect.effect() instanceof Effect.JoinRequested(var chat)) {
            happen(at, new CausedEffect(GUARD, Cause.NONE, new Effect.JoinAnswered(chat, causedEffect.actor(), true)));
            int id = state.chat(chat).orElseThrow().lastId() + 1;
            happen(
                    at,
                    new CausedEffect(
                            causedEffect.actor(),
                            Cause.NONE,
                            Effect.MessageSent.of(
                                    chat, id, Message.Draft.of(new Content.Arrival(List.of(causedEffect.actor()))))));
        }
    }
}
