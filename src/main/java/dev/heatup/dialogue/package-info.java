/**
 * What a person writes when it is due: the port to whoever finds the words, and the check of what they found. A plan holds
 * intents alone. Depends on {@code persona}, {@code llm} and {@code channel}.
 */
@NullMarked
package dev.heatup.dialogue;

import org.jspecify.annotations.NullMarked;
