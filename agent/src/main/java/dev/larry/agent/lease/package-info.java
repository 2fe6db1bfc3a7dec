/**
 * The time-limited right to do a task, and the fence that orders such rights. It knows {@code
 * dev.larry.agent.redis} and {@code dev.larry.contract}.
 */
@NullMarked
package dev.larry.agent.lease;

import org.jspecify.annotations.NullMarked;
