/**
 * Words found by a language model, several people's in one question. Depends on {@code dialogue}, {@code persona},
 * {@code llm} and Jackson.
 */
@NullMarked
package dev.heatup.dialogue.claude;

import org.jspecify.annotations.NullMarked;
