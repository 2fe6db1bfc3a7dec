/**
 * Names in one object that another object must answer to. It knows {@code
 * dev.larry.check.manifests}, {@code dev.larry.check.rule} and {@code dev.larry.model}.
 */
@NullMarked
package dev.larry.check.manifests.refs;

import org.jspecify.annotations.NullMarked;
