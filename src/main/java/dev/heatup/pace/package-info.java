/**
 * When the next step is due. Depends on nothing else.
 */
@NullMarked
package dev.heatup.pace;

import org.jspecify.annotations.NullMarked;
