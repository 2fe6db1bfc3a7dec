/** Proves what this package promises. */
@NullMarked
package dev.larry.agent.barrier;

import org.jspecify.annotations.NullMarked;
