/**
 * The test network as people's clients see it: what a call means in a state of the world, decided without changing
 * anything, and answered in Telegram's shapes. Depends on {@code sandbox.world}, {@code sandbox.botapi}
 * (for keyboards) and {@code telegram}.
 */
@NullMarked
package dev.heatup.sandbox.user;

import org.jspecify.annotations.NullMarked;
