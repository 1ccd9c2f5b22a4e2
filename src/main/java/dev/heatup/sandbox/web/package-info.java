/**
 * The sandbox over HTTP: contract 1 under {@code /gateway}, and its event log. Depends on the root and the store of
 * {@code sandbox}, on {@code gateway}, {@code web} and Spring.
 */
@NullMarked
package dev.heatup.sandbox.web;

import org.jspecify.annotations.NullMarked;
