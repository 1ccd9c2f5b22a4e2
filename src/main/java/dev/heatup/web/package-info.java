/**
 * What all HTTP adapters share: problem documents, and who may talk to the service at all. Depends on nothing else of
 * ours; only {@code web} packages and the composition root use it.
 */
@NullMarked
package dev.heatup.web;

import org.jspecify.annotations.NullMarked;
