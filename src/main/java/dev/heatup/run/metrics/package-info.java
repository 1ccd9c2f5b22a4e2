/** What monitors see of runs, through Micrometer. Depends on {@code run} and {@code store}. */
@NullMarked
package dev.heatup.run.metrics;

import org.jspecify.annotations.NullMarked;
