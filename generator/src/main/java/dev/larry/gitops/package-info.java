/**
 * Writes the rendered manifests to the GitOps tree and removes only what it owns. It knows {@code
 * dev.larry.render}, and of {@code dev.larry.model} what a finding is.
 */
@NullMarked
package dev.larry.gitops;

import org.jspecify.annotations.NullMarked;
