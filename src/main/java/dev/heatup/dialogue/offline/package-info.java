/**
 * Words without a language model: seeded, from phrases on the chat's topic and from what was said last. Depends on
 * {@code dialogue}, {@code persona} and {@code llm}.
 */
@NullMarked
package dev.heatup.dialogue.offline;

import org.jspecify.annotations.NullMarked;
