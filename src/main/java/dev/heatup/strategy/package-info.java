/** Named ways to plan and pace. Depends on {@code planner} and {@code pace}. */
@NullMarked
package dev.heatup.strategy;

import org.jspecify.annotations.NullMarked;
