/**
 * The worlds that a process has open, and where their files are. Depends on the root of {@code sandbox}, on its
 * {@code jdbc}, {@code spec}, {@code spec.yaml} and {@code world}, and on {@code channel}.
 */
@NullMarked
package dev.heatup.sandbox.worlds;

import org.jspecify.annotations.NullMarked;
