/** What the agent's tests share: a real Redis, settings, and agents as real processes. */
@NullMarked
package dev.larry.agent;

import org.jspecify.annotations.NullMarked;
