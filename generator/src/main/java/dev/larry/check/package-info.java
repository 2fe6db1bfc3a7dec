/**
 * Proves a fleet and its rendered manifests right, one pure rule per check. It knows {@code
 * dev.larry.render} and {@code dev.larry.model}.
 */
@NullMarked
package dev.larry.check;

import org.jspecify.annotations.NullMarked;
