/**
 * The run: its states, its steps and the engine that carries it out. Depends on {@code strategy}, {@code plan},
 * {@code session}, {@code gateway}, {@code telegram}, {@code dialogue} and {@code sqlite} (for its exception); the root
 * knows neither database nor web.
 */
@NullMarked
package dev.heatup.run;

import org.jspecify.annotations.NullMarked;
