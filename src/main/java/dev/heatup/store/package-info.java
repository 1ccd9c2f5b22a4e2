/**
 * The database of the service: one writer that commits in groups, readers, migrations. The one concept root that knows
 * JDBC; depends on nothing else of ours.
 */
@NullMarked
package dev.heatup.store;

import org.jspecify.annotations.NullMarked;
