/** Proves what this package promises. */
@NullMarked
package dev.larry.agent.record;

import org.jspecify.annotations.NullMarked;
