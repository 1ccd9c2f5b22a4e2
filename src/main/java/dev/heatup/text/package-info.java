/**
 * Untrusted text, made fit for a log line, a report or a screen. Depends on nothing else; every package may use it.
 */
@NullMarked
package dev.heatup.text;

import org.jspecify.annotations.NullMarked;
