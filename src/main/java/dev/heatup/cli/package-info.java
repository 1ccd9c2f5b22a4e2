/**
 * The commands of {@code ./heatup}. Client commands talk to a running service over {@code cli.http} and never load a
 * framework; serving ones go through {@link dev.heatup.cli.Launcher}. Depends on {@code settings}, {@code session} and
 * {@code gateway}, on {@code store} and {@code sandbox} for their failures, and on {@code simulate}, which runs in the
 * command's own process, without a framework too.
 */
@NullMarked
package dev.heatup.cli;

import org.jspecify.annotations.NullMarked;
