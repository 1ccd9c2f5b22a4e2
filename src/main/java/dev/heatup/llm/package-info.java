/**
 * Bounded access to a language model: deadlines, limits, usage. Depends on nothing else.
 */
@NullMarked
package dev.heatup.llm;

import org.jspecify.annotations.NullMarked;
