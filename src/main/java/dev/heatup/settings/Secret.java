package dev.heatup.settings;

/** A value that is used, and never shown: no log, message or {@code toString} has it. */
public record Secret(String value) {

    @Override
    public String toString() {
        return "(secret)";
    }
}
