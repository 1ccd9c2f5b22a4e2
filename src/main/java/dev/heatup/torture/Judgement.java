package dev.heatup.torture;

import dev.heatup.plan.Action;
import dev.heatup.run.Outcome;
import dev.heatup.run.Run;
import dev.heatup.run.Runs;
import dev.heatup.run.StepStatus;
import dev.heatup.run.Visit;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a run's story: at any moment, and seen from its end. */
final class Judgement {

    private final Run run;
    private final List<Outcome> outcomes;
    private final Effects effects;
    private final List<String> faults = new ArrayList<>();

    Judgement(Runs.Story story, Effects effects) {
        this.run = story.run();
        this.outcomes = story.outcomes();
        this.effects = effects;
    }

    /** What never holds. */
    List<String> always() {
        countOutcomes();
        return faults;
    }

    /** What does not hold once all is over. */
    List<String> inTheEnd() {
        Visit visit = run.visit();
        if (run.status().isLive()) {
            faults.add(run.id() + " has not ended: " + run.status() + " at step "
                    + run.position().index());
        }
        if (visit != null) {
            outcomes.forEach(outcome -> compare(outcome, visit.plan().actions().get(outcome.step())));
            for (int step = outcomes.size(); step < visit.plan().size(); step++) {
                nothingHappened(step, "which was never recorded");
            }
        }
        return faults;
    }

    private void countOutcomes() {
        for (int step = 0; step < outcomes.size(); step++) {
            if (outcomes.get(step).step() != step) {
                faults.add(run.id() + " has no outcome of step " + step + ", but of a later one");
                return;
            }
        }
        long succeeded = outcomes.stream()
                .filter(outcome -> outcome.status() == StepStatus.SUCCEEDED)
                .count();
        if (succeeded != run.position().succeeded()
                || outcomes.size() != run.position().index()) {
            faults.add(run.id() + " stands at step " + run.position().index() + " with "
                    + run.position().succeeded() + " successes, and has " + outcomes.size() + " outcomes, " + succeeded
                    + " of them successes");
        }
    }

    /** What is wrong once a step had another effect. */
    List<String> afterAnEffect(int step) {
        Visit visit = run.visit();
        int happened = effects.of(new Effects.Step(run.id(), step));
        int most = visit != null && visit.plan().actions().get(step) instanceof Action.MessageBot talk
                ? talk.maxTurns()
                : 1;
        if (happened > most) {
            faults.add(name(step) + " had " + happened + " effects");
        }
        return faults;
    }

    private void compare(Outcome outcome, Action action) {
        int happened = effects.of(new Effects.Step(run.id(), outcome.step()));
        switch (outcome.status()) {
            case SUCCEEDED -> {
                if (mustShow(action) && happened == 0) {
                    faults.add(name(outcome.step()) + " succeeded without an effect");
                }
            }
            case FAILED -> {
                // Who was stopped while waiting for a bot's answer has written to it all the same, and the report shows
                // it.
                if (!(action instanceof Action.WithBot) || outcome.result() == null) {
                    nothingHappened(outcome.step(), "which failed");
                }
            }
            case UNKNOWN -> {
                // Anything may have happened; whether it may be left unknown was judged when it was.
            }
            case PENDING, ACTING, SKIPPED -> faults.add(name(outcome.step()) + " is recorded " + outcome.status());
        }
    }

    private void nothingHappened(int step, String what) {
        Effects.Step which = new Effects.Step(run.id(), step);
        if (effects.of(which) > 0 && !effects.mayComeLate(which)) {
            faults.add(name(step) + ", " + what + ", had an effect");
        }
    }

    /** Those whose success can't come from somewhere else: who joins may be in already. */
    private static boolean mustShow(Action action) {
        return switch (action) {
            case Action.SendMessage _, Action.React _, Action.StartBot _, Action.MessageBot _ -> true;
            case Action.JoinChannel _,
                    Action.LeaveChannel _,
                    Action.ReadMessages _,
                    Action.ViewPost _,
                    Action.Idle _,
                    Action.PressButton _ -> false;
        };
    }

    private String name(int step) {
        return "step " + step + " of " + run.id();
    }
}
