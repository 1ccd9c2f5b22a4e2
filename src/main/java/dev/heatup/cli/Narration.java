package dev.heatup.cli;

import dev.heatup.cli.http.RunReport;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** How a command tells what it sees. Not thread-safe. */
sealed interface Narration {

    void begun(Visit visit);

    /** {@code visit} was looked at; it is one of {@code all}. */
    void seen(Visit visit, List<Visit> all);

    void ended(List<Visit> all);

    /** One line of JSON per visit that ended, for programs. */
    record Lines(PrintStream out) implements Narration {

        @Override
        public void begun(Visit visit) {}

        @Override
        public void seen(Visit visit, List<Visit> all) {}

        @Override
        public void ended(List<Visit> all) {
            for (Visit visit : all) {
                if (visit.refusal() != null) {
                    out.println(visit.refusal().json());
                } else if (visit.report() != null) {
                    out.println(visit.report().json());
                }
            }
        }
    }

    /** Tells one visit step by step. */
    final class OneVisit implements Narration {

        private final PrintStream out;
        private int begunSteps;
        private int endedSteps;

        OneVisit(PrintStream out) {
            this.out = out;
        }

        @Override
        public void begun(Visit visit) {
            if (visit.refusal() == null) {
                out.println("Run " + visit.runId() + " of session " + visit.session());
            }
        }

        @Override
        public void seen(Visit visit, List<Visit> all) {
            if (visit.report() == null) {
                return;
            }
            List<RunReport.Step> steps = visit.report().steps();
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

        private static String beginning(int index, int of, RunReport.Step step) {
            return "[" + (index + 1) + "/" + of + "] " + step.action()
                    + (step.place().isEmpty() ? "" : " @" + step.place().replaceFirst("^@", ""))
                    + (step.seconds() == 0 ? "" : String.format(Locale.ROOT, " %.0fs", step.seconds()))
                    + " - " + step.reason() + " ... ";
        }

        private static String ending(RunReport.Step step) {
            String word = step.status().equals("succeeded") ? "ok" : step.status();
            String told = step.result().isEmpty() ? word : word + ": " + step.result();
            return step.error().isEmpty() ? told : told + ": " + step.error();
        }

        @Override
        public void ended(List<Visit> all) {
            if (endedSteps < begunSteps) {
                out.println();
            }
            Summary.print(all, out);
        }
    }

    /** Tells how many visits are done: a bar that a person watches, else a line per visit. */
    final class ManyVisits implements Narration {

        private static final int BAR = 30;

        private final PrintStream out;
        private final boolean terminal;

        ManyVisits(PrintStream out, boolean terminal) {
            this.out = out;
            this.terminal = terminal;
        }

        @Override
        public void begun(Visit visit) {
            if (!terminal && visit.isLive()) {
                out.println(visit.session() + ": started as run " + visit.runId());
            }
        }

        @Override
        public void seen(Visit visit, List<Visit> all) {
            if (terminal) {
                out.print("\r" + bar(all));
                out.flush();
            } else if (!visit.isLive()) {
                out.println(visit.session() + ": " + visit.outcome());
            }
        }

        private static String bar(List<Visit> all) {
            int done = (int) all.stream().filter(visit -> !visit.isLive()).count();
            int completed = (int) all.stream().filter(Visit::isCompleted).count();
            int filled = BAR * done / all.size();
            return "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] " + done + "/" + all.size() + " done, "
                    + completed + " completed";
        }

        @Override
        public void ended(List<Visit> all) {
            if (terminal) {
                out.println("\r" + bar(all));
            }
            Summary.print(all, out);
        }
    }
}
