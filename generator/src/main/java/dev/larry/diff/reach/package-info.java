/**
 * What pods and accounts can reach after a change that they could not before: rights, networks,
 * Secrets, images. It knows {@code dev.larry.diff.object}.
 */
@NullMarked
package dev.larry.diff.reach;

import org.jspecify.annotations.NullMarked;
