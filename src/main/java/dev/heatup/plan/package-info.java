/**
 * Actions, proposed plans and the validator that alone turns one into a {@link dev.heatup.plan.Plan}.
 * Depends on {@code channel} and {@code session}.
 */
@NullMarked
package dev.heatup.plan;

import org.jspecify.annotations.NullMarked;
