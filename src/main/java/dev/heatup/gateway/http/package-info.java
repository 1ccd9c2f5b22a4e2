/**
 * The client of contract 1, for gateways in front of a test network and for a sandbox elsewhere. Depends on the root of
 * {@code gateway}, on {@code gateway.json} and on the JDK's HTTP client.
 */
@NullMarked
package dev.heatup.gateway.http;

import org.jspecify.annotations.NullMarked;
