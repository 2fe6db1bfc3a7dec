/**
 * Trees of manifests, whoever wrote them: read whole, with the place of every value, and indexed
 * for the rules below this package. It knows {@code dev.larry.check.rule} and {@code
 * dev.larry.model}.
 */
@NullMarked
package dev.larry.check.manifests;

import org.jspecify.annotations.NullMarked;
