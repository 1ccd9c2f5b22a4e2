/** Named ways to plan, write and pace. Depends on {@code planner}, {@code dialogue} and {@code pace}. */
@NullMarked
package dev.heatup.strategy;

import org.jspecify.annotations.NullMarked;
