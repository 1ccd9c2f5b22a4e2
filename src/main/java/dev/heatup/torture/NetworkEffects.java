package dev.heatup.torture;

import dev.heatup.run.RunId;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.telegram.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What steps did to the network, by the names of their calls: {@code run/step/number}. Used by one thread at a time. */
final class NetworkEffects {

    private static final int PAGE = 1_000;

    private final Sandbox sandbox;
    private final Map<String, Integer> byCall = new HashMap<>();
    private final Map<Step, Integer> byStep = new HashMap<>();
    private final Set<Step> late = new HashSet<>();
    private long seen;

    record Step(RunId run, int index) {
        private static Step of(String call) {
            String[] parts = call.split("/", -1);
            return new Step(new RunId(parts[0]), Integer.parseInt(parts[1]));
        }
    }

    /** @param repeats how often the very same call had its effect before */
    record Happened(Step step, String call, int repeats) {}

    NetworkEffects(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** What came about since the last look, in order. */
    List<Happened> look() {
        List<Happened> happened = new ArrayList<>();
        while (true) {
            List<Event> page = sandbox.events(seen, PAGE).join();
            page.forEach(event -> add(event, happened));
            if (page.size() < PAGE) {
                return happened;
            }
        }
    }

    private void add(Event event, List<Happened> happened) {
        seen = event.seq();
        String name = event.cause().clientId();
        if (name == null || !counts(event.effect())) {
            return;
        }
        Step step = Step.of(name);
        byStep.merge(step, 1, Integer::sum);
        happened.add(new Happened(step, name, byCall.merge(event.actor() + " " + name, 1, Integer::sum) - 1));
    }

    /** What others see, and what must not happen twice; to be seen somewhere again is not among it. */
    private static boolean counts(Effect effect) {
        return effect instanceof Effect.Joined
                || effect instanceof Effect.Left
                || effect instanceof Effect.Reacted
                || (effect instanceof Effect.MessageSent sent && !(sent.content() instanceof Content.Service));
    }

    /** How many effects a step had. */
    int of(Step step) {
        return byStep.getOrDefault(step, 0);
    }

    /** The call may arrive when its sender has given it up. */
    void late(Call call) {
        call.clientId().map(Step::of).ifPresent(late::add);
    }

    boolean mayComeLate(Step step) {
        return late.contains(step);
    }
}
