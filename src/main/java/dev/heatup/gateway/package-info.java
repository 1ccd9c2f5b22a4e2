/**
 * What stands between the service and a network under test: the guard that keeps us on test networks, the limits, the
 * table of errors, retries. Depends on the port, {@code telegram}.
 */
@NullMarked
package dev.heatup.gateway;

import org.jspecify.annotations.NullMarked;
