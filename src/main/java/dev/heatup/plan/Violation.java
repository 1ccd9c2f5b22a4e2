package dev.heatup.plan;

/**
 * One rule that a proposed plan breaks; the same list is the API's 422 and a model's repair prompt.
 *
 * @param path where, as {@code actions[2].duration_seconds}
 * @param rule a stable name, as {@code duration_range}
 * @param message what is wrong and what is allowed; free of the proposal's own text where that is not bounded
 */
public record Violation(String path, String rule, String message) {}
