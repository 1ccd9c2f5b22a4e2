/** Runs, sessions and the gateway's standing over HTTP. Depends on {@code run} and {@code web}. */
@NullMarked
package dev.heatup.run.web;

import org.jspecify.annotations.NullMarked;
