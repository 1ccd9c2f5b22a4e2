/**
 * SQLite files and the folder that they lie in: how they are opened, checked and locked to one process. Depends on JDBC
 * and on nothing of ours.
 */
@NullMarked
package dev.heatup.sqlite;

import org.jspecify.annotations.NullMarked;
