/**
 * The port to the network under test, its errors, and the guard that keeps us on test networks. Depends on
 * nothing else.
 */
@NullMarked
package dev.heatup.gateway;

import org.jspecify.annotations.NullMarked;
