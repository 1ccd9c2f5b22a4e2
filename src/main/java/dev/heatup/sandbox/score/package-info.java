/**
 * How well bots moderated, told from the event log alone: what became of each labelled message and of who wrote it. A
 * score describes a bot and feeds nothing back. Pure; depends on {@code sandbox.world} and {@code sandbox.corpus}.
 */
@NullMarked
package dev.heatup.sandbox.score;

import org.jspecify.annotations.NullMarked;
