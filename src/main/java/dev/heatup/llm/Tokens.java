package dev.heatup.llm;

/**
 * What a question cost, in the provider's own counting.
 *
 * @param input tokens read and not taken from a cache
 * @param cached tokens taken from a cache
 * @param output tokens written, thinking included
 */
public record Tokens(long input, long cached, long output) {

    public static final Tokens NONE = new Tokens(0, 0, 0);
}
