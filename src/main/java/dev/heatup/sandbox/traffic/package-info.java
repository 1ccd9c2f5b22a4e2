/**
 * Labelled messages for moderation bots: who writes what and when follows from the world's seed alone, so that every bot
 * meets the same. Whether it happens is decided by the world as it is then. Pure; depends on {@code sandbox.world},
 * {@code sandbox.spec}, {@code sandbox.corpus} and {@code chance}.
 */
@NullMarked
package dev.heatup.sandbox.traffic;

import org.jspecify.annotations.NullMarked;
