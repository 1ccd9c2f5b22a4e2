/**
 * The test network as bots see it: what their calls mean in a state of the world, which updates they are sent, and how
 * all of it is said in the Bot API's words. Depends on {@code sandbox.world}, {@code sandbox.botapi} and
 * {@code telegram} (for values).
 */
@NullMarked
package dev.heatup.sandbox.bots;

import org.jspecify.annotations.NullMarked;
