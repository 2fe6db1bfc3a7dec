/**
 * What keeps a workload from running well where it is valid. It knows {@code
 * dev.larry.check.manifests}, {@code dev.larry.check.rule} and {@code dev.larry.model}.
 */
@NullMarked
package dev.larry.check.manifests.workload;

import org.jspecify.annotations.NullMarked;
