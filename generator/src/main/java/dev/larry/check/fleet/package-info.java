/**
 * Checks of a fleet before anything is rendered: sums, tokens, times, room. It knows {@code
 * dev.larry.model}, what a rule is and how fit is judged.
 */
@NullMarked
package dev.larry.check.fleet;

import org.jspecify.annotations.NullMarked;
