/**
 * Labelled messages for tests of moderation: templates in Russian and English, or the user's own. Links lead to names
 * that exist nowhere. Depends on {@code text}, {@code chance} and the
 * longest message of {@code gateway.Call}.
 */
@NullMarked
package dev.heatup.sandbox.corpus;

import org.jspecify.annotations.NullMarked;
