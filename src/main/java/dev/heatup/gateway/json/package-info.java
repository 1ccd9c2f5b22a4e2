/**
 * {@link dev.heatup.gateway.Tl} as JSON, for every adapter that carries it over a wire or into a store. Depends on the
 * root of {@code gateway} and on Jackson.
 */
@NullMarked
package dev.heatup.gateway.json;

import org.jspecify.annotations.NullMarked;
