package dev.heatup.sandbox.traffic;

import dev.heatup.sandbox.Worlds;
import dev.heatup.sandbox.spec.WorldSpec;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Agenda;
import dev.heatup.sandbox.world.Cause;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Deed;
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
final class Life {

    private static final Actor.Bot GUARD = new Actor.Bot(1001);

    private final WorldSpec spec;
    private final WorldState state;
    private final Agenda agenda;
    private final List<Event> events = new ArrayList<>();
    private Predicate<Event> bad = event -> false;
    private Member verdict = Member.PLAIN;
    private boolean approves;

    private Life(WorldSpec spec, WorldState state, World world) {
        this.spec = spec;
        this.state = state;
        this.agenda = new Agenda(state, Traffic.of(world, spec.moderation(), Map.of()));
    }

    static Life of(WorldSpec spec) {
        return of(spec, Worlds.world(spec));
    }

    static Life of(WorldSpec spec, World world) {
        Life life = new Life(spec, new WorldState(world, Worlds.NOW), world);
        world.founders().forEach(founder -> founder.arrival(life.state).forEach(deed -> life.happen(Worlds.NOW, deed)));
        world.bots().forEach(bot -> bot.arrival(1001).forEach(deed -> life.happen(Worlds.NOW, deed)));
        return life;
    }

    /** As after a restart: all from its events. */
    Life resumed() {
        World world = Worlds.world(spec);
        WorldState again = new WorldState(world, Worlds.NOW);
        events.forEach(again::evolve);
        Life life = new Life(spec, again, world);
        life.events.addAll(events);
        return life;
    }

    /** Whoever writes something bad gets this verdict at once. */
    Life moderatedBy(Predicate<Event> isBad, Member member) {
        bad = isBad;
        verdict = member;
        return this;
    }

    /** Everybody is let in. */
    Life approving() {
        approves = true;
        return this;
    }

    /** Nobody may write. */
    Life closed() {
        spec.moderation()
                .forEach(moderated -> happen(
                        state.latest(),
                        new Deed(
                                GUARD,
                                Cause.NONE,
                                new Effect.PermissionsSet(new ChatKey.Public(moderated.chat()), Set.of()))));
        return this;
    }

    Life until(Duration sinceFounding) {
        Instant end = Worlds.NOW.plus(sinceFounding);
        while (agenda.next().filter(at -> !at.isAfter(end)).isPresent()) {
            Agenda.Due due = agenda.take();
            due.deeds(state).forEach(deed -> happen(due.at(), deed));
        }
        return this;
    }

    List<Event> events() {
        return events;
    }

    private void happen(Instant at, Deed deed) {
        Event event = new Event(events.size() + 1L, at, deed.actor(), deed.cause(), deed.effect());
        events.add(event);
        state.evolve(event);
        if (deed.effect() instanceof Effect.MessageSent sent
                && !(sent.content() instanceof Content.Service)
                && bad.test(event)) {
            happen(at, new Deed(GUARD, Cause.NONE, new Effect.MemberSet(sent.chat(), deed.actor(), verdict)));
        }
        if (approves && deed.effect() instanceof Effect.JoinRequested(var chat)) {
            happen(at, new Deed(GUARD, Cause.NONE, new Effect.JoinAnswered(chat, deed.actor(), true)));
            int id = state.chat(chat).orElseThrow().lastId() + 1;
            happen(
                    at,
                    new Deed(
                            deed.actor(),
                            Cause.NONE,
                            Effect.MessageSent.of(
                                    chat, id, Message.Draft.of(new Content.Arrival(List.of(deed.actor()))))));
        }
    }
}
