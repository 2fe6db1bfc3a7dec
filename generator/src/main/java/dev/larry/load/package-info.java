/**
 * Reads environment files into a fleet, keeping the file, line and column of every value. It knows
 * {@code dev.larry.model} and a YAML parser, and nothing of Kubernetes.
 */
@NullMarked
package dev.larry.load;

import org.jspecify.annotations.NullMarked;
