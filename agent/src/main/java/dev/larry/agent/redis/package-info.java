/** The connection to Redis: scripts, retries, fail-over. It knows {@code dev.larry.contract}. */
@NullMarked
package dev.larry.agent.redis;

import org.jspecify.annotations.NullMarked;
