package dev.heatup.cli;

import dev.heatup.sandbox.spec.LocalMoment;
import dev.heatup.text.OneLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment on the clocks of a world's people, as {@code --at} takes it. */
final class LocalMomentConverter implements ITypeConverter<LocalMoment> {
    @Override
    public LocalMoment convert(String text) {
        return LocalMoment.parse(text)
                .orElseThrow(() -> new TypeConversionException(
                        "allowed is a time like 10:00 or 2026-03-02T10:00, not '" + OneLine.of(text, 40) + "'"));
    }
}
