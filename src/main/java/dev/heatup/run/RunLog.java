package dev.heatup.run;

import dev.heatup.plan.Action;
import dev.heatup.telegram.Caller;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Tells a run in lines that a person can follow, with {@code run_id} and {@code session_id} as fields. Everything that
 * comes from outside was bounded and put on one line before it gets here. Thread-safe.
 */
final class RunLog {

    private final Logger log;

    RunLog() {
        this("heatup.run");
    }

    private RunLog(String name) {
        this.log = LoggerFactory.getLogger(name);
    }

    /** Of runs in virtual time: under a name of its own, that is silent unless somebody turns it on. */
    static RunLog ofSimulation() {
        return new RunLog("heatup.simulation");
    }

    void received(Run run) {
        at(Level.INFO, run).log("Received warmup request for session: {}", run.sessionId());
    }

    void planned(Run run, PlannedVisit plannedVisit) {
        at(Level.INFO, run)
                .log("Generated {} actions for session {}", plannedVisit.plan().size(), run.sessionId());
        if (plannedVisit.fallbackReason() != null) {
            at(Level.WARN, run)
                    .log("Planned by the fallback for session {}: {}", run.sessionId(), plannedVisit.fallbackReason());
        }
    }

    void executing(Run run, int index, Action action) {
        int turn = run.position().progress().turn();
        if (turn > 0) {
            at(Level.INFO, run)
                    .log(
                            "[{}/{}] Turn {} of {}",
                            index + 1,
                            size(run),
                            turn + 1,
                            action.type().wireName());
            return;
        }
        at(Level.INFO, run)
                .log(
                        "[{}/{}] Executing: {} - {}",
                        index + 1,
                        size(run),
                        action.type().wireName(),
                        action.reason());
    }

    void recorded(Run before, int index, Action action, Transition transition) {
        StepOutcome stepOutcome = transition.outcome();
        if (stepOutcome == null) {
            unfinished(before, index, transition.run());
            return;
        }
        if (stepOutcome.problem() != null) {
            failed(before, index, action, stepOutcome, stepOutcome.problem());
        } else {
            succeeded(before, action);
        }
        if (stepOutcome.pause() != null) {
            pausing(before, stepOutcome.pause());
        }
    }

    private void unfinished(Run before, int index, Run after) {
        if (after.status().isLive() && after.position().progress().awaited() == null) {
            at(Level.WARN, before).log("[{}/{}] No outcome yet, due again {}", index + 1, size(before), after.dueAt());
        }
    }

    private void failed(Run run, int index, Action action, StepOutcome stepOutcome, StepProblem stepProblem) {
        at(Level.WARN, run)
                .log(
                        "[{}/{}] {} {}: {} {}",
                        index + 1,
                        size(run),
                        action.type().wireName(),
                        stepOutcome.status().wireName(),
                        stepProblem.code(),
                        stepProblem.message());
    }

    private void succeeded(Run before, Action action) {
        switch (action) {
            case Action.JoinChannel join ->
                at(Level.INFO, before)
                        .log("Successfully joined {}", join.channel().mention());
            case Action.ReadMessages read ->
                at(Level.INFO, before)
                        .log(
                                "Reading {} for {} s",
                                read.channel().mention(),
                                read.duration().toSeconds());
            case Action.Idle idle ->
                at(Level.INFO, before).log("Idling for {} s", idle.duration().toSeconds());
            case Action.ViewPost view ->
                at(Level.INFO, before)
                        .log(
                                "Viewing a post of {} for {} s",
                                view.channel().mention(),
                                view.duration().toSeconds());
            case Action.React react ->
                at(Level.INFO, before).log("Reacted in {}", react.channel().mention());
            case Action.SendMessage message ->
                at(Level.INFO, before).log("Wrote in {}", message.channel().mention());
            case Action.LeaveChannel leave ->
                at(Level.INFO, before).log("Left {}", leave.channel().mention());
            case Action.StartBot start ->
                at(Level.INFO, before).log("Started {}", start.bot().mention());
            case Action.PressButton press ->
                at(Level.INFO, before).log("Pressed a button of {}", press.bot().mention());
            case Action.MessageBot talk ->
                at(Level.INFO, before).log("Talked to {}", talk.bot().mention());
        }
    }

    private void pausing(Run run, Duration pause) {
        at(Level.DEBUG, run).log("Waiting {} before next action", "%.1fs".formatted(pause.toMillis() / 1000.0));
    }

    void ended(Run run) {
        StepProblem stepProblem = run.problem();
        if (run.status() == RunStatus.CANCELLED || stepProblem != null) {
            at(Level.WARN, run)
                    .log(
                            "Ended {}: {}/{} successful{}",
                            run.status().wireName(),
                            run.position().succeeded(),
                            size(run),
                            stepProblem == null ? "" : " - " + stepProblem.code() + ": " + stepProblem.message());
        } else {
            at(Level.INFO, run)
                    .log("Completed execution: {}/{} successful", run.position().succeeded(), size(run));
        }
    }

    void latched(Caller caller, String why) {
        LoggingEventBuilder event = log.atLevel(Level.ERROR).addKeyValue("session_id", caller.sessionId());
        (caller.run() == null ? event : event.addKeyValue("run_id", caller.run()))
                .log("The gateway is latched, it does not look like a test network: {}", why);
    }

    void overtaken(Run run) {
        at(Level.WARN, run)
                .log(
                        "Outcome of session {} came after its claim had ended, and its new owner decides; or it is"
                                + " recorded already, and the database could not say so",
                        run.sessionId());
    }

    private static int size(Run run) {
        PlannedVisit plannedVisit = run.visit();
        return plannedVisit == null ? 0 : plannedVisit.plan().size();
    }

    private LoggingEventBuilder at(Level level, Run run) {
        return log.atLevel(level)
                .addKeyValue("run_id", run.id().value())
                .addKeyValue("session_id", run.sessionId().value());
    }
}
