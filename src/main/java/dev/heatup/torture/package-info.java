/**
 * The whole service under fire in virtual time: nodes, store, planner, gateway and sandbox take turns under one seeded
 * scheduler, faults come between any two steps, and what must always hold is checked after each. May use everything above
 * the entry points.
 */
@NullMarked
package dev.heatup.torture;

import org.jspecify.annotations.NullMarked;
