/**
 * The Bot API over HTTP, on a port of its own: requests, long polls, files, and the delivery to webhooks. Depends on
 * {@code sandbox.botapi} and {@code gateway}; its server is its own
 * (docs/decisions/0005-bot-api-front.md says why).
 */
@NullMarked
package dev.heatup.sandbox.botapi.web;

import org.jspecify.annotations.NullMarked;
