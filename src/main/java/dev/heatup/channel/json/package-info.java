/**
 * Pools as JSON files. Depends on {@code channel} and Jackson.
 */
@NullMarked
package dev.heatup.channel.json;

import org.jspecify.annotations.NullMarked;
