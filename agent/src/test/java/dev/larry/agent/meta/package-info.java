/** Proves what this package promises. */
@NullMarked
package dev.larry.agent.meta;

import org.jspecify.annotations.NullMarked;
