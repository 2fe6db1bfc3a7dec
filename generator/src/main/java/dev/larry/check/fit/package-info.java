/**
 * Whether pods fit nodes: a placement, a proof that there is none, or neither within a bound. It
 * knows {@code dev.larry.model} only.
 */
@NullMarked
package dev.larry.check.fit;

import org.jspecify.annotations.NullMarked;
