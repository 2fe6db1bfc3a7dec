/**
 * Builds the agent's container image without a container engine: a linked Java runtime, the agent's
 * jars, an archive of its loaded classes and, on an empty base, the C library. It knows {@code
 * dev.larry.agent.install} and {@code dev.larry.contract}, and nothing depends on it.
 */
@NullMarked
package dev.larry.image;

import org.jspecify.annotations.NullMarked;
