/**
 * Claude through Anthropic's Messages API and its official SDK. Depends on {@code llm}.
 */
@NullMarked
package dev.heatup.llm.anthropic;

import org.jspecify.annotations.NullMarked;
