/**
 * What a fleet is: one record per part of an environment file, exact quantities, places and
 * findings.
 *
 * <p>It knows nothing but the JDK; reading, rendering and running build on it, never the reverse.
 */
@NullMarked
package dev.larry.model;

import org.jspecify.annotations.NullMarked;
