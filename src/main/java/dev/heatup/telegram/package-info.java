/**
 * The port to a network that speaks Telegram's API: a call, who makes it, the reply, and the values that they carry.
 * Depends on nothing else.
 */
@NullMarked
package dev.heatup.telegram;

import org.jspecify.annotations.NullMarked;
