/**
 * Says in words a reviewer needs what a change of an environment does. It knows {@code
 * dev.larry.check}, {@code dev.larry.gitops} and {@code dev.larry.model}.
 */
@NullMarked
package dev.larry.diff;

import org.jspecify.annotations.NullMarked;
