package dev.heatup.torture;

import dev.heatup.run.RunId;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What steps did to the network, by the names of their calls: {@code run/step/number}. */
final class Effects {

    private static final int PAGE = 1_000;

    private final Map<String, Integer> byCall = new HashMap<>();
    private final Map<Step, Integer> bySteps = new HashMap<>();

    private record Step(RunId run, int index) {}

    private Effects() {}

    static Effects of(Sandbox sandbox) {
        Effects effects = new Effects();
        Stream.iterate(
                        sandbox.events(0, PAGE).join(),
                        page -> !page.isEmpty(),
                        page -> sandbox.events(page.getLast().seq(), PAGE).join())
                .flatMap(List::stream)
                .forEach(effects::add);
        return effects;
    }

    private void add(Event event) {
        String name = event.cause().clientId();
        if (name == null || !counts(event.effect())) {
            return;
        }
        byCall.merge(event.actor() + " " + name, 1, Integer::sum);
        String[] parts = name.split("/", -1);
        bySteps.merge(new Step(new RunId(parts[0]), Integer.parseInt(parts[1])), 1, Integer::sum);
    }

    /** What others see, and what must not happen twice; to be seen somewhere again is not among it. */
    private static boolean counts(Effect effect) {
        return effect instanceof Effect.Joined
                || effect instanceof Effect.Left
                || effect instanceof Effect.Reacted
                || (effect instanceof Effect.MessageSent sent && !(sent.content() instanceof Content.Service));
    }

    /** Calls that had an effect more than once. */
    List<String> doubled() {
        List<String> names = new ArrayList<>();
        byCall.forEach((name, times) -> {
            if (times > 1) {
                names.add(name);
            }
        });
        return names;
    }

    /** How many effects a step had. */
    int of(RunId run, int step) {
        return bySteps.getOrDefault(new Step(run, step), 0);
    }
}
