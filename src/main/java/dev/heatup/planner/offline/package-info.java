/**
 * Visits without a language model: sampled from a seeded model of a person's habits. Depends on {@code planner},
 * {@code plan}, {@code persona}, {@code session} and {@code channel}.
 */
@NullMarked
package dev.heatup.planner.offline;

import org.jspecify.annotations.NullMarked;
