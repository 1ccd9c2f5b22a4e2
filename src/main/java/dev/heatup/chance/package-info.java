/**
 * Chance that can be repeated: draws that depend on a seed and a name alone. Depends on nothing else; every package may
 * use it.
 */
@NullMarked
package dev.heatup.chance;

import org.jspecify.annotations.NullMarked;
