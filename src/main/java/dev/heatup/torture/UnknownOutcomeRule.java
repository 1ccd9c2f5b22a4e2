package dev.heatup.torture;

import dev.heatup.plan.Action;
import dev.heatup.run.PlannedVisit;
import dev.heatup.run.RunStatus;
import dev.heatup.run.Transition;
import dev.heatup.torture.ClaimRecord.Met;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a step may be left unknown: an earlier claim of it may have had its effect, and it was tried to find out as
 * often as is promised, or something forbids to try.
 *
 * @param last under which it is recorded
 * @param all claims of the run, that one among them
 * @param cancelled when somebody asked to cancel, null when nobody did
 * @param forbidden until when the session must not do something that it was told before, {@link Instant#MIN} for nothing
 * @param now when it is recorded
 */
record UnknownOutcomeRule(
        ClaimRecord last, List<ClaimRecord> all, @Nullable Instant cancelled, Instant forbidden, Instant now) {

    private static final int TRIES = 5;

    /** After so many claims it is given up without another try. */
    private static final int CLAIMS = 10;

    /** What takes longer is not waited for. */
    private static final Duration MAX_FLOOD_WAIT = Duration.ofMinutes(15);

    private static final Duration MAX_HOLD = Duration.ofMinutes(10);

    boolean mayRemain(Transition transition) {
        return isUnresolved() || (isDoubtful() && (isForbidden() || (isRefused() && isEnded(transition))));
    }

    private static boolean isEnded(Transition transition) {
        return transition.run().status() == RunStatus.REFUSED;
    }

    /** It was tried often enough. */
    private boolean isUnresolved() {
        long tries = count(ClaimRecord::mayBeFruitless);
        return count(ClaimRecord::leavesADoubt) > 0 && ((last.mayBeFruitless() && tries >= TRIES) || tries >= CLAIMS);
    }

    private boolean isDoubtful() {
        return count(one -> one != last && one.leavesADoubt()) > 0;
    }

    private long count(Predicate<ClaimRecord> which) {
        return all.stream()
                .filter(one -> one.isForTheSameAs(last) && which.test(one))
                .count();
    }

    private boolean isForbidden() {
        Instant tooLate = now.plus(MAX_FLOOD_WAIT).minus(InvariantChecker.TOLERANCE);
        return last.hasMet(Met.RESTRICTION)
                || forbidden.isAfter(tooLate)
                || last.floodWaits().values().stream().anyMatch(tooLate::isBefore)
                || (cancelled != null && cancelled.isBefore(last.since()) && !canBeSeen());
    }

    /** The network is another one, or nobody has known for long which it is. */
    private boolean isRefused() {
        Instant longAgo = now.minus(MAX_HOLD).plus(InvariantChecker.TOLERANCE);
        return last.hasMet(Met.PRODUCTION)
                || (last.hasMet(Met.NO_VERDICT)
                        && all.stream()
                                .anyMatch(one -> one.hasMet(Met.NO_VERDICT)
                                        && one.since().isBefore(longAgo)));
    }

    /** For those who cancel it is looked up, and never made up for. */
    private boolean canBeSeen() {
        PlannedVisit plannedVisit = last.run().visit();
        return plannedVisit != null
                && switch (plannedVisit
                        .plan()
                        .actions()
                        .get(last.run().position().index())) {
                    case Action.JoinChannel _, Action.LeaveChannel _, Action.React _, Action.Idle _ -> true;
                    case Action.ReadMessages _,
                            Action.ViewPost _,
                            Action.SendMessage _,
                            Action.StartBot _,
                            Action.PressButton _,
                            Action.MessageBot _ -> false;
                };
    }
}
