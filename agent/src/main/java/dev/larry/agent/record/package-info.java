/**
 * The arbiter outside Redis that holds the fence and the one commit of each task. It knows {@code
 * dev.larry.agent.redis} and {@code dev.larry.contract}.
 */
@NullMarked
package dev.larry.agent.record;

import org.jspecify.annotations.NullMarked;
