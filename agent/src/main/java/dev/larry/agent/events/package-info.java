/**
 * The stream of what happened in a run, and its readers. It knows {@code dev.larry.agent.redis} and
 * {@code dev.larry.contract}.
 */
@NullMarked
package dev.larry.agent.events;

import org.jspecify.annotations.NullMarked;
