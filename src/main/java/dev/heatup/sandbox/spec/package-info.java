/**
 * What a world consists of, as somebody described it: channels, groups, bots, people, labelled messages and faults. Pure
 * records that check themselves and say everything that is wrong with them at once. Depends on {@code channel}, and on
 * the corpus for its labels.
 */
@NullMarked
package dev.heatup.sandbox.spec;

import org.jspecify.annotations.NullMarked;
