package dev.heatup.cli;

import dev.heatup.cli.http.ReportSummary;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** How a command tells what it sees. Not thread-safe. */
sealed interface ProgressReporter {

    void begun(FollowedVisit followedVisit);

    /** {@code visit} was looked at; it is one of {@code all}. */
    void seen(FollowedVisit followedVisit, List<FollowedVisit> all);

    void ended(List<FollowedVisit> all);

    /** One line of JSON per visit that ended, for programs. */
    record Lines(PrintStream out) implements ProgressReporter {

        @Override
        public void begun(FollowedVisit followedVisit) {}

        @Override
        public void seen(FollowedVisit followedVisit, List<FollowedVisit> all) {}

        @Override
        public void ended(List<FollowedVisit> all) {
            for (FollowedVisit followedVisit : all) {
                if (followedVisit.refusal() != null) {
                    out.println(followedVisit.refusal().json());
                } else if (followedVisit.report() != null) {
                    out.println(followedVisit.report().json());
                }
            }
        }
    }

    /** Tells one visit step by step. */
    final class OneVisit implements ProgressReporter {

        private final PrintStream out;
        private int begunSteps;
        private int endedSteps;

        OneVisit(PrintStream out) {
            this.out = out;
        }

        @Override
        public void begun(FollowedVisit followedVisit) {
            if (followedVisit.refusal() == null) {
                out.println("Run " + followedVisit.runId() + " of session " + followedVisit.session());
            }
        }

        @Override
        public void seen(FollowedVisit followedVisit, List<FollowedVisit> all) {
            if (followedVisit.report() == null) {
                return;
            }
            List<ReportSummary.Step> steps = followedVisit.report().steps();
            for (int i = endedSteps; i < steps.size() && steps.get(i).hasBegun(); i++) {
                if (i == begunSteps) {
                    out.print(beginning(i, steps.size(), steps.get(i)));
                    begunSteps++;
                }
                if (!steps.get(i).hasEnded()) {
                    break;
                }
                out.println(ending(steps.get(i)));
                endedSteps++;
            }
            out.flush();
        }

        private static String beginning(int index, int of, ReportSummary.Step step) {
            return "[" + (index + 1) + "/" + of + "] " + step.action()
                    + (step.place().isEmpty() ? "" : " @" + step.place().replaceFirst("^@", ""))
                    + (step.seconds() == 0 ? "" : String.format(Locale.ROOT, " %.0fs", step.seconds()))
                    + " - " + step.reason() + " ... ";
        }

        private static String ending(ReportSummary.Step step) {
            String word = step.status().equals("succeeded") ? "ok" : step.status();
            String told = step.result().isEmpty() ? word : word + ": " + step.result();
            return step.error().isEmpty() ? told : told + ": " + step.error();
        }

        @Override
        public void ended(List<FollowedVisit> all) {
            if (endedSteps < begunSteps) {
                out.println();
            }
            WarmupSummary.print(all, out);
        }
    }

    /** Tells how many visits are done: a bar that a person watches, else a line per visit. */
    final class ManyVisits implements ProgressReporter {

        private static final int BAR = 30;

        private final PrintStream out;
        private final boolean terminal;

        ManyVisits(PrintStream out, boolean terminal) {
            this.out = out;
            this.terminal = terminal;
        }

        @Override
        public void begun(FollowedVisit followedVisit) {
            if (!terminal && followedVisit.isLive()) {
                out.println(followedVisit.session() + ": started as run " + followedVisit.runId());
            }
        }

        @Override
        public void seen(FollowedVisit followedVisit, List<FollowedVisit> all) {
            if (terminal) {
                out.print("\r" + bar(all));
                out.flush();
            } else if (!followedVisit.isLive()) {
                out.println(followedVisit.session() + ": " + followedVisit.outcome());
            }
        }

        private static String bar(List<FollowedVisit> all) {
            int done = (int) all.stream()
                    .filter(followedVisit -> !followedVisit.isLive())
                    .count();
            int completed =
                    (int) all.stream().filter(FollowedVisit::isCompleted).count();
            int filled = BAR * done / all.size();
            return "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] " + done + "/" + all.size() + " done, "
                    + completed + " completed";
        }

        @Override
        public void ended(List<FollowedVisit> all) {
            if (terminal) {
                out.println("\r" + bar(all));
            }
            WarmupSummary.print(all, out);
        }
    }
}
