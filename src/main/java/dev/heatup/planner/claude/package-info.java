/**
 * Visits proposed by a language model. Depends on {@code planner}, {@code plan}, {@code persona}, {@code session},
 * {@code channel}, {@code llm} and Jackson.
 */
@NullMarked
package dev.heatup.planner.claude;

import org.jspecify.annotations.NullMarked;
