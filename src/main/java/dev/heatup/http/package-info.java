/**
 * The rules of {@code Host} and {@code Origin} for every server of ours, whatever it is built on. Depends on nothing
 * else.
 */
@NullMarked
package dev.heatup.http;

import org.jspecify.annotations.NullMarked;
