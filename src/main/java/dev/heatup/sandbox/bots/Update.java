package dev.heatup.sandbox.bots;

import dev.heatup.telegram.Tl;
import java.util.function.Supplier;

/**
 * What a bot is told.
 *
 * @param type the field of the Bot API's Update that it is in, {@code message} for instance
 * @param content to be asked for before anything else happens; a replay needs few
 */
record Update(long bot, String type, Supplier<Tl.Obj> content) {}
