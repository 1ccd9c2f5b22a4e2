/**
 * What we know of an account at the target: joined and left channels, started bots, flood waits, quarantine. Depends on
 * {@code channel} alone.
 */
@NullMarked
package dev.heatup.session;

import org.jspecify.annotations.NullMarked;
