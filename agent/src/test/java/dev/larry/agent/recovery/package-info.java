/** Proves what this package promises. */
@NullMarked
package dev.larry.agent.recovery;

import org.jspecify.annotations.NullMarked;
