/**
 * Says in words a reviewer needs what a change of an environment does, from two revisions and
 * without a cluster. It knows {@code dev.larry.check}, {@code dev.larry.gitops}, {@code
 * dev.larry.contract} and {@code dev.larry.model}.
 */
@NullMarked
package dev.larry.diff;

import org.jspecify.annotations.NullMarked;
