/**
 * What a fleet is: the domain as immutable records, exact quantities and findings. It knows the
 * Java platform and nothing else.
 */
@NullMarked
package dev.larry.model;

import org.jspecify.annotations.NullMarked;
