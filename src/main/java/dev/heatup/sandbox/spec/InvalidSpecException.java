package dev.heatup.sandbox.spec;

import java.util.List;
import java.util.stream.Collectors;

/** A part of a world breaks its rules; carries everything that is wrong with it, so that it is mended in one go. */
public final class InvalidSpecException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    InvalidSpecException(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
