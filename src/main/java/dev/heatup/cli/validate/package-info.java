/**
 * What is looked at before a start: settings, data folder, database, gateway, world file, planner, port. Changes nothing. Depends
 * on {@code settings}, {@code gateway}, {@code sandbox.spec.yaml} and {@code cli.http}.
 */
@NullMarked
package dev.heatup.cli.validate;

import org.jspecify.annotations.NullMarked;
