/**
 * {@link dev.heatup.telegram.Tl} as JSON, for every adapter that carries it over a wire or into a store. Depends on
 * {@code telegram} and on Jackson.
 */
@NullMarked
package dev.heatup.telegram.json;

import org.jspecify.annotations.NullMarked;
