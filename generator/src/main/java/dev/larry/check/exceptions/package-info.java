/**
 * Findings that somebody accepts for a time: which they are, and which exceptions are none. It
 * knows {@code dev.larry.check.manifests}, {@code dev.larry.check.rule} and {@code
 * dev.larry.model}.
 */
@NullMarked
package dev.larry.check.exceptions;

import org.jspecify.annotations.NullMarked;
