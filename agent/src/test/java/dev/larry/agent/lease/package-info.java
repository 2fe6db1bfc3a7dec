/** Proves what this package promises. */
@NullMarked
package dev.larry.agent.lease;

import org.jspecify.annotations.NullMarked;
