/**
 * The run: its states, its steps and the engine that carries it out. Depends on {@code strategy}, {@code plan},
 * {@code session}, {@code gateway}, {@code dialogue} and {@code store}; the root knows neither database nor web.
 */
@NullMarked
package dev.heatup.run;

import org.jspecify.annotations.NullMarked;
