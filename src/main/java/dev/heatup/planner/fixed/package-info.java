/**
 * The one visit that is made on networks that are not our own. Depends on {@code plan} and {@code channel}.
 */
@NullMarked
package dev.heatup.planner.fixed;

import org.jspecify.annotations.NullMarked;
