/**
 * What exists in a test network and how events change it: chats, people, bots, messages. A state is the sum of its
 * events and nothing else. Depends on {@code sandbox.spec}, {@code channel},
 * {@code chance} and {@code gateway} (for values of Telegram's type language).
 */
@NullMarked
package dev.heatup.sandbox.world;

import org.jspecify.annotations.NullMarked;
