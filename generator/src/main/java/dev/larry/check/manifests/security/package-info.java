/**
 * What lets a pod, an account or a secret reach further than it must. It knows {@code
 * dev.larry.check.manifests}, {@code dev.larry.check.rule} and {@code dev.larry.model}.
 */
@NullMarked
package dev.larry.check.manifests.security;

import org.jspecify.annotations.NullMarked;
