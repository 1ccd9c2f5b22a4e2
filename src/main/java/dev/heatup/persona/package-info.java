/**
 * Who a session is: interests, language, temper and hours. Depends on {@code llm} and {@code channel}.
 */
@NullMarked
package dev.heatup.persona;

import org.jspecify.annotations.NullMarked;
