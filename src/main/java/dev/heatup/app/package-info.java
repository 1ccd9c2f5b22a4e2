/**
 * Where the parts are put together. May depend on everything; nothing depends on it.
 */
@NullMarked
package dev.heatup.app;

import org.jspecify.annotations.NullMarked;
