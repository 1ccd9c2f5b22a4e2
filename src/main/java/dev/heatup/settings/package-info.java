/**
 * The settings of the service, read from the environment and {@code .env}. Depends on {@code pace} and {@code plan}
 * for the values they turn into, and on {@code gateway} for which addresses it refuses.
 */
@NullMarked
package dev.heatup.settings;

import org.jspecify.annotations.NullMarked;
