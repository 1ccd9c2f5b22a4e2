/**
 * A world with its people in virtual time: the same plans, runs and network as in the service, one thing after the other,
 * as fast as the machine and the bots under test are. May use everything above the entry points.
 */
@NullMarked
package dev.heatup.simulate;

import org.jspecify.annotations.NullMarked;
