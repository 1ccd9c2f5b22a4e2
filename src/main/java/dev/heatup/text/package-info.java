/**
 * Untrusted text, made fit for a log line, a report or a screen, and read as one of the names that are allowed; and
 * phrase files, which hold the words of each language. Depends on nothing else; every package may use it.
 */
@NullMarked
package dev.heatup.text;

import org.jspecify.annotations.NullMarked;
