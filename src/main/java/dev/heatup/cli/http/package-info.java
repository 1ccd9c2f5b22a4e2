/**
 * The client side of the service's HTTP interface: bounded, patient for so long, and with answers as values. Depends
 * on nothing else.
 */
@NullMarked
package dev.heatup.cli.http;

import org.jspecify.annotations.NullMarked;
