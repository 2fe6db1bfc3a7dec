/**
 * What Argo CD needs to deliver a tree and to leave it in sync. It knows {@code
 * dev.larry.check.manifests}, {@code dev.larry.check.rule} and {@code dev.larry.model}.
 */
@NullMarked
package dev.larry.check.manifests.argo;

import org.jspecify.annotations.NullMarked;
