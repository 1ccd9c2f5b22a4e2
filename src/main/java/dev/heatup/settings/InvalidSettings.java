package dev.heatup.settings;

import java.util.List;
import java.util.stream.Collectors;

/** The settings can't be used; carries everything that is wrong with them, so that everything can be fixed at once. */
public final class InvalidSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<SettingProblem> problems;

    InvalidSettings(List<SettingProblem> problems) {
        super(problems.stream().map(SettingProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<SettingProblem> problems() {
        return problems;
    }
}
