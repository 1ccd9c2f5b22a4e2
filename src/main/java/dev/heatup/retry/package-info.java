/**
 * How long to wait between attempts. Every package may use it: the network under test, the gateways, the language model
 * and the runs all retry. It depends on nothing, and computes waits that its callers carry out.
 */
@NullMarked
package dev.heatup.retry;

import org.jspecify.annotations.NullMarked;
