/**
 * The port through which a visit is proposed, and what happens when a proposal is bad: one repair round, then the
 * fallback. Depends on {@code plan}, {@code persona}, {@code llm} and {@code session}.
 */
@NullMarked
package dev.heatup.planner;

import org.jspecify.annotations.NullMarked;
