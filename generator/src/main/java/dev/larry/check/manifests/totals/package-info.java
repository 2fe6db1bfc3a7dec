/**
 * Exact sums of what pods ask for, held against quotas and limit ranges. It knows {@code
 * dev.larry.check.manifests}, {@code dev.larry.check.rule} and {@code dev.larry.model}.
 */
@NullMarked
package dev.larry.check.manifests.totals;

import org.jspecify.annotations.NullMarked;
