/**
 * Writes the rendered manifests to the GitOps tree and removes only what it owns.
 * It knows {@code dev.larry.render}.
 */
@NullMarked
package dev.larry.gitops;

import org.jspecify.annotations.NullMarked;
