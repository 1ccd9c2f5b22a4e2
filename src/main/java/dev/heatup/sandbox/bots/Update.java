package dev.heatup.sandbox.bots;

import dev.heatup.gateway.Tl;

/**
 * What a bot is told.
 *
 * @param type the field of the Bot API's Update that it is in, {@code message} for instance
 */
record Update(long bot, String type, Tl.Obj content) {}
