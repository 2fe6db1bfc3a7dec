/** Proves what this package promises. */
@NullMarked
package dev.larry.agent.redis;

import org.jspecify.annotations.NullMarked;
