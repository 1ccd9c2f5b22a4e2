/**
 * The sandbox over HTTP: contract 1 under {@code /gateway}, and the control interface. Depends on all of
 * {@code sandbox}, on {@code gateway}, {@code web} and Spring.
 */
@NullMarked
package dev.heatup.sandbox.web;

import org.jspecify.annotations.NullMarked;
