package dev.heatup.sandbox.spec;

import java.util.List;
import java.util.stream.Collectors;

/** A part of a world breaks its rules; carries everything that is wrong with it, so that everything can be fixed at once. */
public final class InvalidSpecException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<SpecError> mistakes;

    InvalidSpecException(List<SpecError> mistakes) {
        super(mistakes.stream().map(SpecError::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<SpecError> mistakes() {
        return mistakes;
    }
}
