/**
 * Labelled messages for tests of moderation: templates in Russian and English, or the user's own. Links lead to names
 * that exist nowhere. Depends on nothing but {@code text} and {@code chance}.
 */
@NullMarked
package dev.heatup.sandbox.corpus;

import org.jspecify.annotations.NullMarked;
