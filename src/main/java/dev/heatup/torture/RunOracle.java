package dev.heatup.torture;

import dev.heatup.plan.Action;
import dev.heatup.run.PlannedVisit;
import dev.heatup.run.Run;
import dev.heatup.run.Runs;
import dev.heatup.run.StepOutcome;
import dev.heatup.run.StepStatus;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a run's story: at any moment, and seen from its end. */
final class RunOracle {

    private final Run run;
    private final List<StepOutcome> outcomes;
    private final NetworkEffects networkEffects;
    private final List<String> faults = new ArrayList<>();

    RunOracle(Runs.Story story, NetworkEffects networkEffects) {
        this.run = story.run();
        this.outcomes = story.outcomes();
        this.networkEffects = networkEffects;
    }

    /** What never holds. */
    List<String> always() {
        countOutcomes();
        return faults;
    }

    /** What does not hold once all is over. */
    List<String> inTheEnd() {
        PlannedVisit plannedVisit = run.visit();
        if (run.status().isLive()) {
            faults.add(run.id() + " has not ended: " + run.status() + " at step "
                    + run.position().index());
        }
        if (plannedVisit != null) {
            outcomes.forEach(stepOutcome ->
                    compare(stepOutcome, plannedVisit.plan().actions().get(stepOutcome.step())));
            for (int step = outcomes.size(); step < plannedVisit.plan().size(); step++) {
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
                .filter(stepOutcome -> stepOutcome.status() == StepStatus.SUCCEEDED)
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
        PlannedVisit plannedVisit = run.visit();
        int happened = networkEffects.of(new NetworkEffects.Step(run.id(), step));
        int most = plannedVisit != null && plannedVisit.plan().actions().get(step) instanceof Action.MessageBot talk
                ? talk.maxTurns()
                : 1;
        if (happened > most) {
            faults.add(name(step) + " had " + happened + " effects");
        }
        return faults;
    }

    private void compare(StepOutcome stepOutcome, Action action) {
        int happened = networkEffects.of(new NetworkEffects.Step(run.id(), stepOutcome.step()));
        switch (stepOutcome.status()) {
            case SUCCEEDED -> {
                if (mustShow(action) && happened == 0) {
                    faults.add(name(stepOutcome.step()) + " succeeded without an effect");
                }
            }
            case FAILED -> {
                // Who was stopped while waiting for a bot's answer has written to it all the same, and the report shows
                // it.
                if (!(action instanceof Action.WithBot) || stepOutcome.result() == null) {
                    nothingHappened(stepOutcome.step(), "which failed");
                }
            }
            case UNKNOWN -> {
                // Anything may have happened; whether it may be left unknown was judged when it was.
            }
            case PENDING, ACTING, SKIPPED ->
                faults.add(name(stepOutcome.step()) + " is recorded " + stepOutcome.status());
        }
    }

    private void nothingHappened(int step, String what) {
        NetworkEffects.Step which = new NetworkEffects.Step(run.id(), step);
        if (networkEffects.of(which) > 0 && !networkEffects.mayComeLate(which)) {
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
