package dev.heatup.planner;

/** Tokens of a language model, in the provider's own counting. */
public record Usage(long inputTokens, long cachedTokens, long outputTokens) {

    public static final Usage NONE = new Usage(0, 0, 0);

    public Usage plus(Usage other) {
        return new Usage(
                inputTokens + other.inputTokens, cachedTokens + other.cachedTokens, outputTokens + other.outputTokens);
    }
}
