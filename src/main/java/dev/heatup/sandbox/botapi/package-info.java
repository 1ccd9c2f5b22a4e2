/**
 * The Bot API in front of the sandbox, as far as it needs no socket: the port to the network ({@link
 * dev.heatup.sandbox.botapi.BotNetwork}), what methods and types look like, how texts are formatted and keyboards read.
 * Depends on {@code telegram} for its trees and their JSON; knows nothing of how the network keeps its chats.
 */
@NullMarked
package dev.heatup.sandbox.botapi;

import org.jspecify.annotations.NullMarked;
