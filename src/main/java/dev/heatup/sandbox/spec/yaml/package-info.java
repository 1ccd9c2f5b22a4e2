/**
 * The world file: YAML, read with the place of every mistake, and written. Depends on the records of {@code spec}, the
 * corpus, and SnakeYAML.
 */
@NullMarked
package dev.heatup.sandbox.spec.yaml;

import org.jspecify.annotations.NullMarked;
