/**
 * The built-in test network: a world of channels, accounts that join, read and write in it, and the log of what they
 * did. A pure core decides and evolves; one thread owns it together with its log. Depends on {@code channel} and
 * {@code telegram}.
 */
@NullMarked
package dev.heatup.sandbox;

import org.jspecify.annotations.NullMarked;
