/**
 * The people of a world: who they are, where they are from the start, and when each of them looks in. Depends on the
 * world's description.
 */
@NullMarked
package dev.heatup.crowd;

import org.jspecify.annotations.NullMarked;
