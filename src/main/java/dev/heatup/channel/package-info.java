/**
 * Channels, groups and bots, and the named pools of them that plans may use. Depends on nothing else.
 */
@NullMarked
package dev.heatup.channel;

import org.jspecify.annotations.NullMarked;
